// Renders a job with citeproc-js: node csl_citeproc.js MODULE LOCALES < job.json > result.json
// job: {items, citations, runs: [{style, locale}]}; result: [{entries, citations, error, cpu}]
"use strict";
const fs = require("fs");
const CSL = require(process.argv[2]);
CSL.debug = () => {};
const folder = process.argv[3];
const job = JSON.parse(fs.readFileSync(0, "utf8"));
const byId = new Map(job.items.map((item) => [String(item.id), item]));
const cache = new Map();
const readLocale = (name) => {
  if (!cache.has(name)) {
    const path = `${folder}/locales-${name}.xml`;
    cache.set(name, fs.readFileSync(fs.existsSync(path) ? path : `${folder}/locales-en-US.xml`, "utf8"));
  }
  return cache.get(name);
};
const results = [];
for (const run of job.runs) {
  const begin = process.cpuUsage();
  const result = { entries: [], citations: [], error: null };
  try {
    const sys = { retrieveItem: (id) => byId.get(String(id)), retrieveLocale: readLocale };
    const engine = new CSL.Engine(sys, fs.readFileSync(run.style, "utf8"), run.locale);
    const citations = JSON.parse(JSON.stringify(job.citations));
    if (job.update_only) {
      engine.updateItems(job.items.map((item) => String(item.id)));
      if (job.clusters) {
        result.citations = job.items.map((item) => engine.makeCitationCluster([{ id: item.id }]));
      }
    } else {
      const before = [];
      citations.forEach((citation, place) => {
        for (const [index, text] of engine.processCitationCluster(citation, before, [])[1]) {
          result.citations[index] = text;
        }
        before.push([citation.citationID, citation.properties.noteIndex]);
      });
    }
    const bibliography = engine.makeBibliography();
    if (bibliography) {
      result.entries = bibliography[1];
      result.ids = bibliography[0].entry_ids.map((ids) => ids[0]);
    }
  } catch (error) {
    result.error = String(error).slice(0, 200);
  }
  const used = process.cpuUsage(begin);
  result.cpu = (used.user + used.system) / 1e6;
  result.memory = process.memoryUsage().rss;
  results.push(result);
}
fs.writeFileSync(1, JSON.stringify(results));
