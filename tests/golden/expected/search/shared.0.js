standingFound("search/shared.0", ["", [
["team/ida.html","Ida Halm","Member","","",""],
["team/sean.html","Seán D'Arcy","Member","","",""],
["team/old-hand.html","Jo Quill","Member","","",""],
["methods.html#method-yearly-nps","One question each spring","Method","2025-02-01","1 Feb 2025",""]
]]);
