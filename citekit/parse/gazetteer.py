"""Given names, places and publishers' words of eight languages, in lower case: facts for the tagger.

`citekit.parse.cue_words` joins them to its classes. A place of several words is listed word by word where its
words are rare elsewhere.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

GAZETTEER: Final = MappingProxyType(
    {
        "given": """
            aaron abigail adam adrian agnes alan albert alex alfred alice alison allen amanda amy
            angela ann annie arnold arthur ashley audrey barry beatrice ben benjamin bernadette
            betty beverly bill bob bonnie brad brenda bruce bryan carl carol caroline carolyn
            catherine cathy charlotte chris christina christine cindy clifford colin craig
            cynthia dale daphne darren dave dean deborah debra dennis derek diana diane don
            donald donna doris dorothy doug douglas duncan dwight earl eddie edgar edith edmund
            edwin eileen elaine eleanor ellen emma eric erica ernest ethan eugene eva evan evelyn
            florence frances frederick fred gary gavin geoffrey gerald geraldine gilbert gillian
            glenn gloria gordon graham grace greg gregory guy hannah harold harriet harry harvey
            heather helen herbert hilary holly howard hugh ian irene isaac jack jacob jake jamie
            jane janet janice jasmine jason jay jeff jeffrey jeremy jerome jerry jesse jessica
            jill jim joan joanne joe joel joyce judith judy julia julian julie justin karl kate
            katherine kathleen kathryn kathy keith kelly ken kenneth kim kimberly kirk kristin
            lance larry lauren lawrence leah lee leon leonard leslie lewis linda lisa lloyd lois
            lorraine louise lucy lynn malcolm margaret marian marilyn marion marjorie marshall
            martha maureen maurice max megan melanie melissa melvin michelle mike mildred miriam
            molly morris nathan neil nicholas nicole nigel nina noel norman oliver olivia oscar
            owen pam pamela patrick patsy paula peggy penelope perry phil philip phillip phyllis
            polly rachel ralph ray raymond rebecca regina rick rita rob robin rod rodney roger
            roland ron ronald rosemary roy russell ruth ryan sally sam samantha samuel sandra
            scott sean sharon sheila shirley sidney simon sophie stanley stella steve stewart
            stuart sue susanna suzanne sylvia ted teresa terence terry theodore tim timothy tina
            todd tom tony tracy travis valerie vanessa vera vernon veronica victor victoria
            vincent virginia walter wanda warren wayne wendy wesley will zachary achim adelheid
            adolf albrecht alfons alois alwin anja anke annegret anneliese annette antje armin
            arnd arne astrid august axel benno bernd bernhard bertold birgit björn bodo bruno
            brigitte burkhard carola carsten christa christel christiane christoph claudia claus
            cornelia cornelius dagmar detlef detlev dietmar dietrich dirk dorothea doris eberhard
            eckart eckhard edeltraud edgar egon ekkehard elfriede elke ellen elmar emil erhard
            erich erika erna ernst-wolfgang erwin esther eugen ewald felix ferdinand florian
            franz franziska frauke friedhelm friedrich-wilhelm fritz gabriele georg gerd gerda
            gerhard gernot gert gertrud gisela götz gottfried gudrun guido günter günther gunter
            gunther gustav hannelore hannes hans-georg hans-joachim hans-jürgen hans-peter
            hans-ulrich harald hartmut hartwig hedwig heide heidi heike heiko heiner heinz
            heinz-dieter helene helga helge henning heribert hildegard hilde holger horst hubert
            hugo ilse immanuel inge ingeborg ingo ingrid irmgard isolde jakob jens joachim jochen
            jörg jörn johannes josef julius jutta karin karl-heinz karl-otto karla karsten
            katharina katja katrin kerstin klaus-peter konrad kristina lars leopold lothar lorenz
            ludger ludwig lutz magdalena manfred manuela marcel marcus margarete margret margot
            marianne marlies martina mathias matthäus meinhard meinrad mechthild michaela moritz
            nikolaus nils norbert oskar olaf ortwin oswald otfried ottmar peer petra rainer ralf
            raimund regine reinhard reinhart reinhold renate richarda robert roswitha rüdiger
            rudolf sabina sebastian siegfried sigrid silke silvia sonja stefanie steffen susanne
            sven theo theodor thilo thorsten tilman tobias torsten traugott udo ulf ulla ulrike
            ursel ute uta uwe veit verena viktor volker volkmar walther waltraud wendelin wieland
            wilfried willi willy winfried wolfram adrien agathe aimé alexandre alexis alfred alix
            amélie anaïs andré-jean annick antoine antoinette aristide armand arlette arnaud
            aurélie baptiste bastien béatrice benoît bertrand blaise brigitte camille catherine
            cécile céline chantal charlotte christelle christiane christophe clarisse clément
            clémentine colette corinne cyril damien danièle danielle delphine denis denise didier
            dominique édith édouard éliane élisabeth élise émile émilie emmanuel emmanuelle éric
            étienne eugène évelyne fabien fabienne fabrice fernand florent francine
            françois-xavier françoise frédéric gabriel gabrielle gaston geneviève georges gérald
            gérard germain ghislaine gilbert gilles ginette grégoire guillaume gustave guy hélène
            hervé honoré hubert hugues irène isabelle jacqueline jean-baptiste jean-claude
            jean-françois jean-jacques jean-louis jean-luc jean-marie jean-michel jean-paul
            jean-pierre jean-yves jeanne jérémie jérôme joël josette judith jules julien juliette
            justine laetitia laure laurence laurent léa léon léopold lionel loïc lucien lucie luc
            lucette madeleine marc marcel marcelle marguerite marie-christine marie-claude
            marie-france marie-hélène marie-louise marie-thérèse marine marius marthe martine
            mathieu mathilde maurice maxime michèle mireille monique muriel myriam nadine natacha
            nathalie nicolas nicole noël noëlle odette odile olivier pascal pascale patrice
            paulette philippe-jean pierre-yves quentin rachel raphaël raymond raymonde régine
            régis rémi rémy renée robert roland romain rosine sabine samuel sandrine sébastien
            serge séverine simone solange sophie stéphane stéphanie suzanne sylvain sylvie tanguy
            thérèse thibault thierry tristan valentin valérie véronique victor vincent virginie
            viviane xavier yann yannick yves yvette yvon yvonne zoé achille adriano agostino
            alberta aldo alessandra alessandro alessio alfonso alfredo amedeo angela angelo
            annalisa antonella antonia antonino armando arnaldo attilio augusto beatrice
            benedetto benito bernardo bianca bruno camillo carla carlotta carmelo caterina
            cecilia cesare chiara claudio corrado cosimo cristina dario davide delio domenico
            donatella donato edoardo egidio elio elisa emanuela emilio ennio enrica enrico enzo
            eugenio ezio fabio fabrizio fausto federica federico felice ferdinando ferruccio
            filippo flavio franca franco fulvio gabriella gabriele gaetano gennaro giacomo
            giampaolo giampiero gian giancarlo gianfranco gianluca gianni gilberto gino
            gioacchino giorgia giovanna girolamo giulia giulio giuliano giuliana grazia guglielmo
            ignazio ilaria innocenzo isabella italo lamberto laura leonardo leone letizia liliana
            lino livio lodovico lorenza lorenzo luca lucia luciana luciano lucio lucrezia
            ludovico luigia manlio marcello margherita mariano marina mariella marta massimo
            matteo maurizio michele michela mirella nello nicola nicolò nino norberto ornella
            orazio ottavio palmiro paola paolino patrizia pasquale piera piero pietro pio
            raffaele raffaella renato renzo riccardo rinaldo rita rocco rodolfo romano rosanna
            rosario ruggero salvatore sandro sante santo saverio serena silvana silvano silvio
            simonetta stefania stefano tito tommaso tullio ubaldo umberto valentina valeria
            valerio vincenzo virgilio vito vittore vittoria vittorio adela adolfo agustín aída
            alba alejandra alejandro alfonsa alicia alonso álvaro amalia américo ana andrés ángel
            ángela ángeles antonia araceli arturo asunción aurelio aurora beatriz begoña belén
            benjamín bernabé blanca camilo carmen carolina celia césar claudia concepción
            consuelo cristóbal dámaso diego dolores domingo eduardo elvira emilia encarnación
            enrique ernesto esperanza esteban estela eugenia eusebio fabián federico felipe félix
            fermín fidel francisca gabriela gaspar gerardo germán gloria gonzalo gregorio
            guadalupe guillermo gustavo héctor hernán hernando horacio ignacio inés inmaculada
            ismael jaime jerónimo jesús joaquín josefa josefina julián julio leandro leticia lope
            lorenzo lourdes lucía luisa luz macarena marcelino marcelo marcos margarita mariano
            marisol martín mateo matilde mauricio mercedes moisés montserrat nicolás norberto
            nuria octavio olga osvaldo pablo paloma pascual patricio paula pilar pío rafael ramón
            raquel raúl remedios ricardo rigoberto rocío rodrigo rogelio rosa rosalía rosario
            rubén salvador sancho santiago sebastián sergio soledad sonia teresa tomás trinidad
            vicente víctor xavier yolanda antónio josé joão joaquim luís fernanda paulo pedro rui
            teresa jordi josep joan montserrat miquel адам аким алина алла альберт анастасия
            анатолий ангелина антон антонина аркадий арсений артём артем артур афанасий борис
            вадим валентин валентина валерий валерия варвара василий вениамин вера вероника
            виктор виктория виталий владислав всеволод вячеслав галина геннадий георгий герман
            глеб григорий давид даниил дарья денис евгений евгения екатерина елизавета ефим жанна
            захар зинаида зоя игнат игорь илья инна иннокентий иосиф ирина кирилл клавдия
            константин кузьма лариса лев леонид лидия любовь людмила макар максим марина марк
            марфа матвей михайло надежда наталия наталья никита никифор нина оксана олег павел
            пелагея полина прохор раиса роберт родион роза роман руслан савва светлана семён
            семен софия софья станислав степан тамара тарас татьяна тимофей фёдор федор феликс
            филипп эдуард эльвира эмилия юлия юрий яков ярослав андрій василь віктор вікторія
            віталій володимир галина григорій дмитро євген іван ігор ірина катерина лідія людмила
            марія микола михайло наталія оксана олександр олексій олена ольга павло петро сергій
            степан тетяна федір юлія юрій ярослав aleksandr aleksandra alexei anatoly andrei
            anders andrzej anja annika arvid astrid barbro bengt birgitta bjarne bo bogdan
            bogusław boris cees czesław dagfinn danuta dmitri dmitry einar elżbieta erik erling
            ewa ferenc finn frits gerrit göran grzegorz gunnar håkan halina hanna harri henk
            henrik henryk hiroshi igor ilkka inger irina ivan jacek jadwiga jaakko jan-erik
            janina janos jános janusz jari jarosław jerzy józef johan jolanta jorma jukka kaarlo
            kaare kari karel katarzyna kazimierz kees kenji kirsten kjell krzysztof krystyna
            kurt-erik lajos lars-erik lech leif lennart leszek magnus maciej marek margareta
            marit marta mats matti mieczysław mikael mikhail mikko milan milena miroslav natalia
            nikolai nils-erik oddvar ole olga olle olof paweł pekka pentti per petr petra piet
            pieter piotr poul ragnar ryszard sanna seppo sergei sergey sigurd sławomir stanisław
            stig svein svetlana takashi tadeusz tapani tatiana tomasz tore torbjörn tove trine
            ulla vaclav václav veikko vilmos vladimir wacław wiesław willem witold włodzimierz
            wojciech yuri zbigniew zdzisław zoltán zygmunt giorgos nikos dimitris yannis mehmet
            ahmed ali hassan hussein ibrahim mohamed mohammed mohammad muhammad mustafa omar
            yusuf fatima""",
        "place": """
            aachen aberdeen aberystwyth adelaide albany albuquerque alcalá algiers alicante
            almería amherst ancona angers ankara annapolis arlington arras arnhem asunción
            atlanta auckland avignon baghdad bamberg bangkok bath bautzen bayreuth beirut belmont
            bengaluru bergen besançon bethesda beverly birmingham blacksburg blackwell bloomsbury
            bolton bolzano boulder bournemouth bradford brandenburg braunschweig brest brighton
            brisbane brookfield brugge cadiz cádiz caen cagliari cairo caire calgary camden
            canberra canterbury cardiff carbondale carlisle carrboro casablanca castellón catania
            catanzaro celle charlottesville chemnitz chester chichester chieti christchurch
            cincinnati clermont-ferrand coburg colchester colmar cologne columbia columbus como
            copenhague córdoba cork cottbus coventry cracow cuernavaca dakar dallas damascus
            davis dayton debrecen delft denver detroit detmold dundee dunedin duisburg eichstätt
            eindhoven elgar erfurt espoo eugene evanston évora exeter fairfax farnham fiesole
            flensburg foggia forlì fribourg fulda gainesville galway gdańsk geesthacht gießen
            giessen glencoe göteborg gothenburg gotha greifswald grenoble groningen guadalajara
            guildford güstrow haarlem hagen haifa halifax hamilton hanau hanoi harlow hartford
            harvard havana hempstead hertford hildesheim hillsdale hofheim honolulu huelva
            huddersfield hull ingolstadt iowa ipswich irvine islamabad ithaque jakarta jaén
            jyväskylä kaiserslautern kampala kansas karlsruhe katowice kaunas kempten kent kiel
            kingston klagenfurt knoxville koblenz königstein königsberg kyoto laguna lahti
            lancaster lanham lansing laramie lausanne lawrence leicester lengerich leipsic lecce
            leverkusen lexington liège limoges lincoln linköping lisbon lisbonne liverpool
            livorno ljubljana łódź lódz londres lublin lübeck lüneburg lund macerata mâcon
            madison magdeburg malaga málaga malden mannheim maryknoll maastricht medford
            meiningen melle memphis mérida messina metz meuthen miami middlesex middletown
            milwaukee mineola mons monterrey moscow moskau moskva mulhouse münich murcia
            mytholmroyd nairobi namur nancy naples nashville neuchâtel neuilly neukirchen-vluyn
            neuwied newark newcastle newhaven nice nicosia nijmegen nîmes norfolk norman
            northampton norwich nottingham novara oakland odense oldenburg olomouc oregon orléans
            osaka osnabrück oulu oviedo paderborn paisley palma pamplona passau pau pécs peking
            pennsylvania perpignan perth pfaffenweiler pfullingen phoenix plymouth pordenone
            portland portsmouth pretoria providence puebla quito radolfzell raleigh ratingen
            ravensburg reggio regensburg reims reinbek reykjavík rheinbek riverside rochester
            rosario roskilde rouen rovigo saarbrücken sacramento saint-denis saint-étienne
            saint-louis salerno salt sankt saragossa sassari schwalbach schwerin seoul shanghai
            sheffield siegen southampton speyer springfield stanford stavanger stirling stockton
            stony stralsund stroudsburg sussex swansea szczecin szeged tallahassee tallinn
            tampere tartu tempe teheran teramo teresópolis tilburg toledo toruń toulon tours
            trento trier trieste trondheim tucson tuebingen tunis turin turku ulm umeå urbana
            ürümqi vaduz valladolid vaud venice vermont versailles viborg vilnius viterbo vitoria
            wageningen waltham warsaw warszawa washington-baltimore waterloo weilerswist
            weinheim-basel wellington westport wetzlar wilhelmshaven williamsburg winchester
            winnipeg wolfenbüttel worcester wuppertal york zagreb zwickau zwolle frankfurt/m
            frankfurt/main leipzig-berlin ivry pantin villeneuve-d’ascq louvain-la-neuve québec
            montréal ottawa chicoutimi genève-paris mexico méxico buenos managua quetzaltenango
            абакан актау актобе анкара апатиты армавир астрахань афины балашиха баранавичи
            белгород белград благовещенск братислава брест брянск будапешт бухарест варна великий
            вена витебск владикавказ владимир вологда волгоград вроцлав выборг гамбург гатчина
            гдыня гомель горький горки гродно грозный дубна дрезден евпатория елабуга елец
            ессентуки женева жуковский загреб запорожье зеленоград иваново ижевск йошкар-ола
            калининград каменск караганда кемерово керчь кишинев кишинёв кельн кемерово киров
            коломна королёв кострома кохма краков куйбышев курган курск кызыл латвия лейпциг
            лиссабон липецк луганск луцк магадан магнитогорск майкоп махачкала мадрид милан
            минводы могилев мюнхен нальчик нижневартовск николаев новокузнецк новомосковск
            новороссийск новочеркасск нукус обнинск орел орёл оренбург осло ош павлодар пенза
            петрозаводск петропавловск подольск пущино пятигорск рим ровно рыбинск салехард
            саранск сарапул свердловск севастополь семипалатинск сергиев симферополь ставрополь
            стамбул стерлитамак стокгольм сургут сухуми сыктывкар таганрог тамбов тампере тарту
            тернополь тобольск тольятти туапсе улан-удэ ульяновск уральск урюпинск уссурийск
            усть-каменогорск фрунзе франкфурт хельсинки химки черкассы чебоксары череповец
            черкесск чернигов чита шадринск шымкент элиста энгельс южно-сахалинск якутск ялта
            івано-франківськ дрогобич житомир кам’янець-подільський кропивницький кіровоград
            миколаїв маріуполь рівне сімферополь хмельницький черкаси чернігів острог умань""",
        "press": """
            addison-wesley aldine allyn ashgate athenaeum arnold ballantine bantam barnes basil
            beacon beltz benjamin berg berghahn birkhäuser bloomsbury böhlau bouvier boydell
            braumüller budrich burr butterworths calmann-lévy centaurus chapman clarendon collins
            corwin croom cotta crown curzon dekker deuticke deutike dietz diesterweg doubleday
            droste duckworth duncker dunod dover ebner econ elgar enke erlbaum eudeba faber
            ferdinand fink fontana francke franz garland giappichelli giuffrè greenwood grove
            guilford hachette haupt hanser harcourt hart harwood heath heinemann heinrich heymann
            heymanns hirzel hodder hogrefe holt hölder huber humblot hutchinson irwin islamgard
            iudicium jossey-bass juventa karger karthala keip klincksieck klostermann knopf
            kohlhammer kröner kösel lambert lang larousse leske lexington lit lippincott little
            littlefield longman longmans luchterhand maison manz marcel marsilio martinus maspero
            merlin metropolitan metzler meiner merrill minuit mohr morrow mouton murray nelson
            nijhoff niemeyer nathan oldenbourg oldenburg oldham opladen orban orell ousby payot
            peeters pergamon philo picard picador pinter piper plenum plon polity posner praeger
            prentice-hall propyläen quelle rand random reimer reinhold ronald rororo rotbuch
            rowman saunders sauerländer schocken schöningh schroedel schwann schuster scribner
            scribners siebeck sigma simon souvenir spectrum springer-verlag steiner stroemfeld
            talberg tauber taylor temple teubner thames thieme transaction transcript ullstein
            unwin ueberreuter utb vandenhoeck velbrück verso viking vintage vieweg vrin wagenbach
            warne waxmann weidenfeld weidmann weidmannsche westdeutscher westview wilhelm
            wissenschaftliche wissenschaftsverlag witsch kiepenheuer ruprecht verlagsgesellschaft
            verlagsanstalt buchgesellschaft taschenbuch lang fribourg ehess cnrs harmattan
            l'harmattan l’harmattan découverte flammarion armand colin dalloz lgdj economica
            odile bruylant larcier droz champion belin érès karolinum academia ossolineum pwn
            znak cátedra ariel crítica tecnos taurus península akal siglo xxi alianza trotta
            tirant blanch aranzadi carocci donzelli viella utet rizzoli mondadori bompiani
            garzanti adelphi vallecchi zanichelli giappichelli cedam jovene giunti sansoni guida
            liguori rubbettino ediesse unicopli angeli francoangeli алгоритм алетейя академпроект
            амфора анкил аст бек вагриус вече высшая городец дашков деловой дрофа европа зерцало
            инфра инфра-м кнорус книга когито-центр кодекс культура культурная лань лениздат
            летний лкт маркет медицина международные мезон менеджер новое норма омега-л питер
            политическая прогресс прогресс-традиция рипол ридеро росспэн русайнс симпозиум слово
            современник спутник территория транспорт универсум университетская урсс финансы
            флинта центрполиграф эдиториал эксмо экзамен энергия энергоатомиздат юнити юнити-дана
            юридическая юрлитинформ языки ломоносовъ машиностроение недра стройиздат химия мир
            госюриздат юриздат госиздат гиз соцэкгиз соцэкономиздат""",
    }
)
