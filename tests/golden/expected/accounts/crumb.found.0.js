standingFound("accounts/crumb.found.0", ["Crumb", [
["accounts/crumb.html#account-account","Crumb","Account","","","Name: Crumb · Tier: small · Status: ended · Since: 1 Jan 2023 · Ended: on 30 Nov 2025, why The baker retired. · Merged into: omalley-sons"]
]]);
