/* Everything can be read without this script. It adds: the colour switch, sorting and filtering with their state in
   the address, finding an account, opening what an address points to, and a list of keys. It requests nothing. */
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
  function fold(text) {
    return text.toLocaleLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  /* The address holds the state of tables. */
  function parameters() {
    try { return new URLSearchParams(window.location.search); } catch (error) { return new URLSearchParams(""); }
  }
  function remember(changes) {
    var now = parameters();
    Object.keys(changes).forEach(function (key) {
      if (changes[key]) now.set(key, changes[key]); else now.delete(key);
    });
    var query = now.toString();
    try {
      window.history.replaceState(null, "", window.location.pathname + (query ? "?" + query : "") + window.location.hash);
    } catch (error) { /* some browsers refuse this for files; the table still works */ }
  }

  function switchScheme() {
    var button = document.querySelector("[data-scheme-switch]");
    if (!button) return;
    var show = function () { button.textContent = "Colours: " + currentScheme(); };
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
  function sortable(table) {
    var heads = all("thead th", table);
    var keepsAddress = table.hasAttribute("data-url");
    function key(row, column) {
      var cell = row.cells[column];
      var value = cell.hasAttribute("data-sort") ? cell.getAttribute("data-sort") : cell.textContent.trim();
      return value === "–" ? "" : value;
    }
    function sort(column, descending) {
      var body = table.tBodies[0];
      var rows = Array.prototype.slice.call(body.rows);
      var numeric = rows.every(function (row) { var value = key(row, column); return value === "" || !isNaN(Number(value)); });
      rows.map(function (row, index) { return { row: row, index: index, key: key(row, column) }; })
        .sort(function (one, other) {
          if (one.key === "" || other.key === "") return (one.key === "" ? 1 : 0) - (other.key === "" ? 1 : 0) || one.index - other.index;
          var order = numeric ? Number(one.key) - Number(other.key) : one.key.localeCompare(other.key);
          return (descending ? -order : order) || one.index - other.index;
        })
        .forEach(function (item) { body.appendChild(item.row); });
      heads.forEach(function (head, index) {
        if (index === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
    heads.forEach(function (head, column) {
      if (!head.textContent.trim() || head.querySelector(".ends")) return;
      var button = make("button", head.textContent);
      button.type = "button";
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var descending = head.getAttribute("aria-sort") === "ascending";
        sort(column, descending);
        if (keepsAddress) remember({ sort: (descending ? "-" : "") + column });
      });
    });
    var asked = keepsAddress ? parameters().get("sort") : null;
    if (asked && /^-?\d+$/.test(asked)) {
      var column = Math.abs(Number(asked));
      if (heads[column]) sort(column, asked.charAt(0) === "-");
    }
  }

  /* The table of accounts, and the accounts on other pages that match. */
  function filterAccounts(form) {
    var table = document.getElementById(form.getAttribute("data-filter"));
    if (!table) return;
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var found = form.querySelector(".found");
    var elsewhere = document.querySelector("[data-elsewhere]");
    var names = ["q", "standing", "owner", "tier", "segment", "tag"].filter(function (name) { return form.elements[name]; });
    function wanted() {
      var values = {};
      names.forEach(function (name) { values[name] = form.elements[name].value; });
      return values;
    }
    function fits(values, account) {
      return (!values.q || fold(account.name).indexOf(fold(values.q)) >= 0) &&
        ["standing", "owner", "tier", "segment"].every(function (name) { return !values[name] || account[name] === values[name]; }) &&
        (!values.tag || account.tags.indexOf(values.tag) >= 0);
    }
    function apply() {
      var values = wanted();
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
      found.textContent = active ? shown + " of " + rows.length + " on this page" : "";
      if (elsewhere) others(values, active, here);
    }
    function others(values, active, here) {
      elsewhere.textContent = "";
      var matches = !active ? [] : (window.standingAccounts || []).map(unpack).filter(function (account) {
        return !here[account.href] && fits(values, account);
      });
      elsewhere.hidden = matches.length === 0;
      if (!matches.length) return;
      elsewhere.appendChild(make("p", matches.length + " more on other pages:"));
      elsewhere.appendChild(list(matches.slice(0, 100)));
    }
    form.hidden = false;
    var asked = parameters();
    names.forEach(function (name) { if (asked.get(name)) form.elements[name].value = asked.get(name); });
    form.addEventListener("input", function () { remember(wanted()); apply(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(function () { remember(wanted()); apply(); }, 0); });
    window.addEventListener("load", apply);
    apply();
    // A link to the filtered table, from the line of figures, stays on this page.
    all("a[href^='?']").forEach(function (link) {
      link.addEventListener("click", function (event) {
        event.preventDefault();
        form.reset();
        new URLSearchParams(link.getAttribute("href").split("#")[0]).forEach(function (value, name) {
          if (form.elements[name]) form.elements[name].value = value;
        });
        remember(wanted());
        apply();
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

  /* Finding an account from any page. */
  function jump() {
    var place = document.querySelector("[data-jump]");
    if (!place) return;
    var input = place.querySelector("input");
    var hits = place.querySelector("[data-hits]");
    place.hidden = false;
    function show() {
      hits.textContent = "";
      var words = fold(input.value.trim());
      if (!words) return;
      var matches = (window.standingAccounts || []).map(unpack).filter(function (account) {
        return words.split(/\s+/).every(function (word) { return fold(account.name + " " + account.tags.join(" ")).indexOf(word) >= 0; });
      });
      if (!matches.length) hits.appendChild(make("p", "No account by that name."));
      else hits.appendChild(list(matches.slice(0, 12)));
    }
    input.addEventListener("input", show);
    place.addEventListener("keydown", function (event) {
      var links = all("a", hits);
      var at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
      else if (event.key === "Enter" && document.activeElement === input && links.length) { event.preventDefault(); links[0].click(); }
      else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      else if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); if (at === 0) input.focus(); else links[at - 1].focus(); }
    });
    place.addEventListener("focusout", function (event) {
      if (event.relatedTarget && place.contains(event.relatedTarget)) return;
      window.setTimeout(function () { if (!place.contains(document.activeElement)) hits.textContent = ""; }, 150);
    });
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
      found.textContent = kind.value || person.value ? shown + " of " + entries.length + " shown" : "";
    }
    filter.hidden = false;
    var asked = parameters();
    kind.value = asked.get("kind") || "";
    person.value = asked.get("person") || "";
    if (kind.selectedIndex < 0) kind.value = "";
    if (person.selectedIndex < 0) person.value = "";
    filter.addEventListener("input", function () { remember({ kind: kind.value, person: person.value }); apply(); });
    apply();
  }

  /* What an address points to is opened and shown, whatever is closed or filtered around it. */
  function openTarget() {
    var id;
    try { id = decodeURIComponent(window.location.hash.slice(1)); } catch (error) { return; }
    var target = id && document.getElementById(id);
    if (!target) return;
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
    ["/", "find an account", function () { var input = document.getElementById("jump"); if (input) input.focus(); }],
    ["e", "open or close all evidence", function () {
      var details = all("details.how");
      var open = details.some(function (detail) { return !detail.open; });
      details.forEach(function (detail) { detail.open = open; });
    }],
    ["c", "change the colours", function () { var button = document.querySelector("[data-scheme-switch]"); if (button) button.click(); }],
    ["?", "show this list", showKeys]
  ];
  function keysOn() { return memory.get("keys") !== "off"; }
  function showKeys() {
    var dialog = document.getElementById("keys") || makeKeys();
    if (dialog.showModal && !dialog.open) dialog.showModal();
  }
  function makeKeys() {
    var dialog = make("dialog");
    dialog.id = "keys";
    var heading = make("h2", "Keys");
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
    label.appendChild(document.createTextNode("These keys act without Control or Alt"));
    dialog.appendChild(label);
    var close = make("button", "Close");
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
    all("table[data-sortable]").forEach(sortable);
    all("form[data-filter]").forEach(filterAccounts);
    all("[data-timeline-filter]").forEach(filterTimeline);
    jump();
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
