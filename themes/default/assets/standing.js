/* Everything can be read without this script. It adds: the colour switch, sorting and filtering with their state in
   the address, search, opening what an address points to, and a list of keys. It requests nothing. */
(function () {
  "use strict";

  var root = document.currentScript ? document.currentScript.getAttribute("data-root") || "" : "";
  var memory = {
    get: function (key) { try { return window.localStorage.getItem("standing." + key); } catch (error) { return null; } },
    set: function (key, value) { try { window.localStorage.setItem("standing." + key, value); } catch (error) { /* a private window forgets */ } }
  };
  var schemes = ["system", "light", "dark"];

  function applyScheme(scheme) {
    if (scheme === "light" || scheme === "dark") document.documentElement.setAttribute("data-scheme", scheme);
    else document.documentElement.removeAttribute("data-scheme");
  }
  function currentScheme() {
    var scheme = memory.get("scheme");
    return schemes.indexOf(scheme) < 0 ? "system" : scheme;
  }
  // Before the first paint, so that nothing flashes.
  applyScheme(currentScheme());

  function all(selector, within) { return Array.prototype.slice.call((within || document).querySelectorAll(selector)); }
  function make(name, text) {
    var element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  /* The words come from the catalogue of the site's language, in a script beside this one. */
  var words = window.standingWords || {};
  function say(id, values) {
    return (words[id] || id).replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? values[name] : whole; });
  }
  /* The same for a number of things, in the form that the language has for that number. */
  function many(id, number) {
    var form = "other";
    try { form = new Intl.PluralRules(document.documentElement.lang || "en").select(number); } catch (error) { /* no such language */ }
    return say(words[id + "-" + form] ? id + "-" + form : id + "-other", { n: number });
  }
  function fold(text) {
    return text.toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  /* The address holds the state of tables and filters. What is chosen can be undone by the browser's way back; what is
     typed becomes one step. */
  var restore = [];
  function parameters() {
    try { return new URLSearchParams(window.location.search); } catch (error) { return new URLSearchParams(""); }
  }
  function remember(changes, isStep) {
    var now = parameters();
    Object.keys(changes).forEach(function (key) {
      if (changes[key]) now.set(key, changes[key]); else now.delete(key);
    });
    var query = now.toString();
    var address = window.location.pathname + (query ? "?" + query : "") + window.location.hash;
    if (query === parameters().toString()) return;
    try {
      if (isStep) window.history.pushState(null, "", address); else window.history.replaceState(null, "", address);
    } catch (error) { /* some browsers refuse this for files; the table still works */ }
  }
  window.addEventListener("popstate", function () { restore.forEach(function (again) { again(); }); });

  /* Ties the fields of a form to the address. */
  function keepState(form, names, apply) {
    function wanted() {
      var values = {};
      names.forEach(function (name) { values[name] = form.elements[name].value; });
      return values;
    }
    function read() {
      var asked = parameters();
      names.forEach(function (name) {
        var field = form.elements[name];
        field.value = asked.get(name) || "";
        if (field.selectedIndex < 0) field.value = "";
      });
      apply();
    }
    form.addEventListener("input", function (event) {
      remember(wanted(), event.target.tagName === "SELECT");
      apply();
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(function () { remember(wanted(), true); apply(); }, 0); });
    restore.push(read);
    // Not before whoever called has what this returns.
    window.setTimeout(read, 0);
    return { wanted: wanted, read: read };
  }

  function switchScheme() {
    var button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    var show = function () { button.textContent = say("colours-" + currentScheme()); };
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      var next = schemes[(schemes.indexOf(currentScheme()) + 1) % schemes.length];
      memory.set("scheme", next);
      applyScheme(next);
      show();
    });
  }

  /* Sorting: each head becomes a button; what has no value stays last either way. */
  function sortable(table, number) {
    var heads = all("thead th", table);
    var name = "sort" + (number ? number + 1 : "");
    var body = table.tBodies[0];
    var written = Array.prototype.slice.call(body.rows);
    function key(row, column) {
      var cell = row.cells[column];
      var value = cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cell.textContent.trim();
      return value === "–" ? "" : value;
    }
    function put(rows, sorted, descending) {
      rows.forEach(function (row) { body.appendChild(row); });
      heads.forEach(function (head, index) {
        if (index === sorted) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
    function sort(column, descending) {
      var numeric = written.every(function (row) { var value = key(row, column); return value === "" || !isNaN(Number(value)); });
      var items = written.map(function (row, index) { return { row: row, index: index, key: key(row, column) }; });
      items.sort(function (one, other) {
        if (one.key === "" || other.key === "") return (one.key === "" ? 1 : 0) - (other.key === "" ? 1 : 0) || one.index - other.index;
        var order = numeric ? Number(one.key) - Number(other.key) : one.key.localeCompare(other.key);
        return (descending ? -order : order) || one.index - other.index;
      });
      put(items.map(function (item) { return item.row; }), column, descending);
    }
    heads.forEach(function (head, column) {
      if (!head.textContent.trim() || head.querySelector(".ends")) return;
      var button = make("button", head.textContent);
      button.type = "button";
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var descending = head.getAttribute("aria-sort") === "ascending";
        var change = {};
        change[name] = (descending ? "-" : "") + (column + 1);
        remember(change, true);
        sort(column, descending);
      });
    });
    function read() {
      var asked = parameters().get(name) || "";
      var column = /^-?[1-9]\d*$/.test(asked) ? Math.abs(Number(asked)) - 1 : -1;
      if (heads[column] && heads[column].querySelector("button")) sort(column, asked.charAt(0) === "-");
      else if (table.querySelector("[aria-sort]")) put(written, -1);
    }
    restore.push(read);
    read();
  }

  /* The rows of a long table that hold some words. */
  function filterRows(table, number) {
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var frame = table.closest(".frame");
    if (rows.length < 15 || !frame || table.closest("details") || document.querySelector("form[data-filter='" + table.id + "']")) return;
    var name = "rows" + (number ? number + 1 : "");
    var form = make("form");
    form.className = "filters rows";
    var label = make("label", say("rows-with") + " ");
    var input = make("input");
    input.type = "search";
    input.name = name;
    input.autocomplete = "off";
    input.setAttribute("aria-label", say("rows-with-these-words", { label: frame.getAttribute("aria-label") || "" }));
    label.appendChild(input);
    form.appendChild(label);
    var found = make("p");
    found.className = "found";
    found.setAttribute("role", "status");
    form.appendChild(found);
    frame.parentNode.insertBefore(form, frame);
    var state = keepState(form, [name], function () {
      var wanted = fold(state.wanted()[name]).split(/\s+/).filter(Boolean);
      var shown = 0;
      rows.forEach(function (row) {
        var text = wanted.length ? fold(row.textContent) : "";
        row.hidden = !wanted.every(function (word) { return text.indexOf(word) >= 0; });
        if (!row.hidden) shown += 1;
      });
      found.textContent = wanted.length ? shownOf(shown, rows.length, document.querySelector(".pagination")) : "";
    });
  }

  function shownOf(shown, total, isPaged) { return say(isPaged ? "shown-of-page" : "shown-of", { shown: shown, total: total }); }

  /* The table of accounts, and the accounts on other pages that match. */
  function filterAccounts(form) {
    var table = document.getElementById(form.getAttribute("data-filter"));
    if (!table) return;
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var found = form.querySelector(".found");
    var elsewhere = document.querySelector("[data-elsewhere]");
    var isPaged = Boolean(document.querySelector(".pagination"));
    var names = ["q", "standing", "owner", "tier", "segment", "tag"].filter(function (name) { return form.elements[name]; });
    function fits(values, account) {
      return (!values.q || fold(account.name).indexOf(fold(values.q)) >= 0) &&
        ["standing", "owner", "tier", "segment"].every(function (name) { return !values[name] || account[name] === values[name]; }) &&
        (!values.tag || account.tags.indexOf(values.tag) >= 0);
    }
    function apply() {
      var values = state.wanted();
      var active = names.some(function (name) { return values[name]; });
      var here = {};
      var shown = 0;
      rows.forEach(function (row) {
        var link = row.cells[0].querySelector("a");
        var data = row.dataset;
        var account = { name: link ? link.textContent : row.cells[0].textContent, standing: data.standing, owner: data.owner, tier: data.tier, segment: data.segment, tags: (data.tags || "").split("|") };
        row.hidden = !fits(values, account);
        if (!row.hidden) shown += 1;
        if (link) here[link.getAttribute("href")] = true;
      });
      found.textContent = active ? shownOf(shown, rows.length, isPaged) : "";
      if (!elsewhere || !isPaged) return;
      if (!active) { others([], here); return; }
      load("assets/accounts.js").then(function () {
        var now = state.wanted();
        others((window.standingAccounts || []).map(unpack).filter(function (account) { return !here[account.href] && fits(now, account); }), here);
      }).catch(function () { /* the rows of this page are filtered all the same */ });
    }
    function others(matches) {
      elsewhere.textContent = "";
      elsewhere.hidden = matches.length === 0;
      if (!matches.length) return;
      elsewhere.appendChild(make("p", say(matches.length > 100 ? "elsewhere-first" : "elsewhere", { n: matches.length, shown: 100 })));
      elsewhere.appendChild(list(matches.slice(0, 100)));
    }
    form.hidden = false;
    var state = keepState(form, names, apply);
    // A link to the filtered table, from the line of figures, stays on this page.
    all("a[href^='?']").forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        var changes = {};
        names.forEach(function (name) { changes[name] = ""; });
        new URLSearchParams(link.getAttribute("href").split("#")[0]).forEach(function (value, name) {
          if (form.elements[name]) changes[name] = value;
        });
        remember(changes, true);
        state.read();
        document.getElementById("accounts").scrollIntoView();
      });
    });
  }

  function unpack(row) {
    return { href: root + "accounts/" + encodeURIComponent(row[0]) + ".html", name: row[1], standing: row[2], tier: row[3], owner: row[4], segment: row[5], tags: row[6] };
  }
  function list(accounts) {
    var items = make("ul");
    accounts.forEach(function (account) {
      var link = make("a", account.name);
      link.href = account.href;
      link.dir = "auto";
      var item = make("li");
      item.appendChild(link);
      items.appendChild(item);
    });
    return items;
  }

  /* What a page needs beyond this script is loaded when somebody asks for it. */
  var loading = {};
  function load(path) {
    loading[path] = loading[path] || new Promise(function (resolve, reject) {
      var script = make("script");
      script.src = root + path;
      script.onload = resolve;
      script.onerror = reject;
      document.head.appendChild(script);
    });
    return loading[path];
  }
  function search() {
    window.standingRoot = root;
    return load("assets/searchable-map.js").then(function () { return load("assets/search.js"); }).then(function () { return window.standingSearch; });
  }

  /* One result: what it is, where it belongs, and if wanted what it says around the first match. */
  function result(item, answer, mark, excerpt) {
    var row = make("li");
    var link = make("a");
    link.href = item.href;
    link.appendChild(mark(item.title, answer));
    row.appendChild(link);
    var about = [item.account && item.account !== item.title ? item.account : "", item.kind].filter(Boolean).join(" · ");
    var under = make("span");
    under.className = "under";
    under.appendChild(make("bdi", about));
    if (item.date) {
      var time = make("time", item.day);
      time.dateTime = item.date;
      under.appendChild(document.createTextNode(" · "));
      under.appendChild(time);
    }
    (excerpt ? row : link).appendChild(under);
    if (excerpt && item.says) {
      var says = make("p");
      says.className = "says";
      says.appendChild(mark(item.says, answer, 240));
      row.appendChild(says);
    }
    return row;
  }
  function marker(engine) {
    return function (text, answer, letters) {
      var parts = engine.pieces(text, answer);
      var box = make("bdi");
      box.dir = "auto";
      if (letters && text.length > letters) {
        // As much as fits, from a little before the first match.
        var before = parts.length > 1 ? Math.max(0, parts[0].length - 80) : 0;
        if (before) before = Math.max(0, parts[0].lastIndexOf(" ", before) + 1);
        if (before) { parts[0] = "… " + parts[0].slice(before); }
        var room = letters + 2;
        parts = parts.map(function (part) {
          var shown = Array.from(part).slice(0, room).join("");
          if (room > 0 && shown.length < part.length) shown += " …";
          room = Math.max(0, room - part.length);
          return shown;
        });
      }
      parts.forEach(function (part, at) {
        if (part) box.appendChild(at % 2 ? make("mark", part) : document.createTextNode(part));
      });
      return box;
    };
  }

  /* Calls back when nobody has asked for a while, and forgets what was answered too late. */
  function patient(ask) {
    var timer, turn = 0;
    return function () {
      var mine = turn += 1;
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { ask(function () { return mine === turn; }); }, 120);
    };
  }

  /* The box on every page: the first results as somebody types, and the way to all of them. */
  function searchBox() {
    var place = document.querySelector("[data-search]");
    if (!place) return;
    var input = place.querySelector("input");
    var hits = place.querySelector("[data-hits]");
    var status = place.querySelector("[role=status]");
    place.hidden = false;
    function clear(words) { hits.textContent = ""; status.textContent = words || ""; }
    function page() { return root + "search.html?q=" + encodeURIComponent(input.value.trim()); }
    var ask = patient(function (isAwaited) {
      var text = input.value.trim();
      if (!text) { clear(); return; }
      search().then(function (engine) {
        return engine.find({ text: text }).then(function (answer) {
          return engine.read(answer, 0, 6).then(function (items) {
            if (!isAwaited() || !place.contains(document.activeElement)) return;
            var count = answer.numbers.length;
            clear(answer.words.length ? count ? many("results", count) : say("nothing-found") : "");
            if (!answer.words.length) return;
            if (!count) { hits.appendChild(make("p", say("nothing-found"))); return; }
            var rows = make("ul");
            items.forEach(function (item) { rows.appendChild(result(item, answer, marker(engine), false)); });
            var all = make("a", count > items.length ? many("all-results", count) : say("search-page"));
            all.href = page();
            var last = make("li");
            last.appendChild(all);
            rows.appendChild(last);
            hits.appendChild(rows);
          });
        });
      }).catch(function () { if (isAwaited()) { clear(); hits.appendChild(make("p", say("index-unread"))); } });
    });
    input.addEventListener("focus", function () { search().catch(function () { /* said when somebody asks */ }); });
    input.addEventListener("input", ask);
    place.addEventListener("keydown", function (event) {
      var links = all("a", hits);
      var at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { input.value = ""; clear(); input.focus(); }
      else if (event.key === "Enter" && document.activeElement === input && input.value.trim()) { event.preventDefault(); window.location.href = page(); }
      else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); if (at === 0) input.focus(); else links[at - 1].focus(); }
    });
    place.addEventListener("focusout", function (event) {
      if (event.relatedTarget && place.contains(event.relatedTarget)) return;
      window.setTimeout(function () { if (!place.contains(document.activeElement)) clear(); }, 150);
    });
  }

  /* The page of the search: filters, and every result. */
  function searchPage() {
    var form = document.querySelector("[data-search-page]");
    if (!form) return;
    var results = document.querySelector("[data-results]");
    var more = document.querySelector("[data-more]");
    var found = form.querySelector(".found");
    var nothing = document.querySelector("[data-nothing]");
    var hints = document.querySelector("[data-hints]");
    var names = ["q", "kind", "year", "account"];
    var showMore = function () {};
    all("[data-plain]").forEach(function (words) { words.hidden = true; });
    form.hidden = false;
    function show(engine, answer, isAwaited) {
      var shown = 0;
      results.textContent = "";
      function next() {
        var from = shown;
        shown = Math.min(answer.numbers.length, from + 10);
        return engine.read(answer, from, shown).then(function (items) {
          if (!isAwaited()) return;
          var rows = items.map(function (item) { return result(item, answer, marker(engine), true); });
          rows.forEach(function (row) { results.appendChild(row); });
          more.hidden = shown >= answer.numbers.length;
          found.textContent = many("results", answer.numbers.length) + (shown < answer.numbers.length ? say("first-shown", { shown: shown }) : "");
          if (from && rows.length) rows[0].querySelector("a").focus();
        });
      }
      showMore = function () { next().catch(fail); };
      return next();
    }
    function fail() { found.textContent = say("index-unread-copied"); }
    function apply(isAwaited) {
      var values = state.wanted();
      var isEmpty = names.every(function (name) { return !values[name].trim(); });
      hints.hidden = !isEmpty;
      nothing.hidden = true;
      if (isEmpty) { results.textContent = ""; more.hidden = true; found.textContent = ""; return; }
      search().then(function (engine) {
        return engine.find({ text: values.q, kind: values.kind, year: values.year, account: values.account }).then(function (answer) {
          if (!isAwaited()) return undefined;
          nothing.hidden = answer.numbers.length > 0;
          return show(engine, answer, isAwaited);
        });
      }).catch(function () { if (isAwaited()) fail(); });
    }
    var state = keepState(form, names, patient(apply));
    more.addEventListener("click", function () { showMore(); });
    form.elements.q.addEventListener("keydown", function (event) {
      var first = results.querySelector("a");
      if ((event.key === "ArrowDown" || event.key === "Enter") && first) { event.preventDefault(); first.focus(); }
    });
    if (!window.location.search) form.elements.q.focus();
  }

  /* The timeline, by kind and person. */
  function filterTimeline(filter) {
    var timeline = filter.parentNode.querySelector("[data-timeline]");
    if (!timeline) return;
    var entries = all(".entry", timeline);
    var found = filter.querySelector(".found");
    var kind = filter.querySelector("[name=kind]");
    var person = filter.querySelector("[name=person]");
    function apply() {
      var shown = 0;
      entries.forEach(function (entry) {
        var people = (entry.getAttribute("data-people") || "").split(" ");
        entry.hidden = !((!kind.value || entry.getAttribute("data-kind") === kind.value) && (!person.value || people.indexOf(person.value) >= 0));
        if (!entry.hidden) shown += 1;
      });
      found.textContent = kind.value || person.value ? shownOf(shown, entries.length) : "";
    }
    filter.hidden = false;
    function read() {
      var asked = parameters();
      kind.value = asked.get("kind") || "";
      person.value = asked.get("person") || "";
      if (kind.selectedIndex < 0) kind.value = "";
      if (person.selectedIndex < 0) person.value = "";
      apply();
    }
    filter.addEventListener("input", function () { remember({ kind: kind.value, person: person.value }, true); apply(); });
    restore.push(read);
    read();
  }

  /* What an address points to is opened and shown, whatever is closed or filtered around it. */
  function openTarget() {
    var id;
    try { id = decodeURIComponent(window.location.hash.slice(1)); } catch (error) { return; }
    var target = id && document.getElementById(id);
    if (!target) return;
    // A record of a year that fills several pages is whole on another one.
    if (target.parentNode.className === "earlier") { window.location.replace(target.querySelector("a").href); return; }
    var changed = false;
    for (var element = target; element; element = element.parentElement) {
      if (element.tagName === "DETAILS" && !element.open) { element.open = true; changed = true; }
      if (element.hidden) { element.hidden = false; changed = true; }
    }
    if (changed) target.scrollIntoView();
  }

  /* Which section is being read. */
  function followSections() {
    var links = all(".contents a");
    if (!links.length || !("IntersectionObserver" in window)) return;
    var byId = {};
    links.forEach(function (link) { byId[link.getAttribute("href").slice(1)] = link; });
    var observer = new IntersectionObserver(function (changes) {
      changes.forEach(function (change) {
        if (!change.isIntersecting) return;
        links.forEach(function (link) { link.removeAttribute("aria-current"); });
        var link = byId[change.target.getAttribute("aria-labelledby")];
        if (link) link.setAttribute("aria-current", "true");
      });
    }, { rootMargin: "-10% 0px -80% 0px" });
    all(".sections > section").forEach(function (section) { observer.observe(section); });
  }

  /* Keys. They can be switched off, and never act while somebody types. */
  var keys = [
    ["/", say("key-search"), function () {
      var input = document.querySelector("[data-search-page] [name=q]") || document.getElementById("search");
      if (input) { input.focus(); input.select(); }
    }],
    ["j", say("key-next"), function () { step(1); }],
    ["k", say("key-before"), function () { step(-1); }],
    ["e", say("key-evidence"), function () {
      var details = all("details.how");
      var open = details.some(function (detail) { return !detail.open; });
      details.forEach(function (detail) { detail.open = open; });
    }],
    ["c", say("key-colours"), function () { var button = document.querySelector("[data-scheme-switch]"); if (button) button.click(); }],
    ["?", say("key-list"), showKeys]
  ];
  /* From entry to entry: results, what needs attention, the rows of tables, the records of a timeline. */
  function step(by) {
    var links = all(".results > li > a, .attention .who a, tbody th a, .entry .record > :first-child a").filter(function (link) {
      return link.getClientRects().length > 0;
    });
    if (!links.length) return;
    var here = document.activeElement, at = links.indexOf(here);
    if (at < 0) {
      var after = links.filter(function (link) { return here.compareDocumentPosition(link) & Node.DOCUMENT_POSITION_FOLLOWING; });
      at = here === document.body || !after.length ? (by > 0 ? -1 : 0) : links.indexOf(after[0]) - (by > 0 ? 1 : 0);
    }
    links[Math.max(0, Math.min(links.length - 1, at + by))].focus();
  }
  function keysOn() { return memory.get("keys") !== "off"; }
  function showKeys() {
    var dialog = document.getElementById("keys") || makeKeys();
    if (dialog.showModal && !dialog.open) dialog.showModal();
  }
  function makeKeys() {
    var dialog = make("dialog");
    dialog.id = "keys";
    var heading = make("h2", say("keys"));
    heading.id = "keys-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    dialog.appendChild(heading);
    var rows = make("dl");
    keys.forEach(function (key) {
      var row = make("div");
      var term = make("dt");
      term.appendChild(make("kbd", key[0]));
      row.appendChild(term);
      row.appendChild(make("dd", key[1]));
      rows.appendChild(row);
    });
    dialog.appendChild(rows);
    var label = make("label");
    var box = make("input");
    box.type = "checkbox";
    box.checked = keysOn();
    box.addEventListener("change", function () { memory.set("keys", box.checked ? "on" : "off"); });
    label.appendChild(box);
    label.appendChild(document.createTextNode(say("keys-act")));
    dialog.appendChild(label);
    var close = make("button", say("close"));
    close.type = "button";
    close.addEventListener("click", function () { dialog.close(); });
    dialog.appendChild(close);
    document.body.appendChild(dialog);
    return dialog;
  }
  function listen() {
    document.addEventListener("keydown", function (event) {
      var typing = event.target.closest && event.target.closest("input, select, textarea, dialog, [contenteditable]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!keysOn()) return;
      keys.forEach(function (key) {
        if (event.key === key[0]) { event.preventDefault(); key[2](); }
      });
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    switchScheme();
    all("table[data-sortable]").forEach(function (table, number) { sortable(table, number); filterRows(table, number); });
    all("form[data-filter]").forEach(filterAccounts);
    all("[data-timeline-filter]").forEach(filterTimeline);
    searchBox();
    searchPage();
    followSections();
    listen();
    all("[data-keys]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", showKeys);
    });
    openTarget();
  });
  window.addEventListener("hashchange", openTarget);
})();
