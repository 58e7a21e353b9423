"""The local workbench: documents are analysed, looked at, corrected and exported in the browser.

`server` binds the port, `app` puts the routes together, `security` lets in who may come, `workbench` does the
work, `store` keeps sessions, `state` replays corrections, `views` says what the page is told.
"""
