/* Finds what was written, from a disk, without a request: loads the parts of the index that a question needs, as
   scripts. How the index is cut stands in src/page/search.rs. It draws nothing. */
(function () {
  "use strict";

  var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  var LONGEST = 32;
  // How many files of words are read to look for a word that is spelled otherwise.
  var FILES = 3;
  // How many words that are spelled otherwise are taken, and below how many results they are looked for.
  var OTHERS = 3, FEW = 10;
  var root = window.standingRoot || "";

  /* Each file is a script that hands over what it holds under its name. */
  var waiting = {}, here = {};
  window.standingFound = function (name, data) { here[name] = data; };
  function load(name) {
    if (waiting[name]) return waiting[name];
    waiting[name] = new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + name.split("/").map(encodeURIComponent).join("/") + ".js";
      script.onload = function () { script.remove(); resolve(here[name]); };
      script.onerror = function () { script.remove(); delete waiting[name]; reject(new Error(name + " cannot be read")); };
      document.head.appendChild(script);
    });
    return waiting[name];
  }
  function loadAll(names) { return Promise.all(names.map(load)); }

  /* Words, as src/page/search/words.rs cuts them. */
  var OTHERWISE = { "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ς": "σ", "\u0640": "" };
  var UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  var LETTER = /[\p{Alphabetic}\p{N}]/u;
  function fold(text) {
    return Array.from(text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, ""), function (letter) {
      return Object.prototype.hasOwnProperty.call(OTHERWISE, letter) ? OTHERWISE[letter] : letter;
    }).join("");
  }
  function words(text) {
    var all = [], run = [], unspaced = false;
    function flush() {
      if (unspaced) run.forEach(function (letter, at) { all.push(letter + (run[at + 1] || "")); });
      else if (run.length > 1) all.push(run.slice(0, LONGEST).join(""));
      run = [];
    }
    Array.from(fold(text)).forEach(function (letter) {
      if (!LETTER.test(letter)) { flush(); return; }
      if (UNSPACED.test(letter) !== unspaced) { flush(); unspaced = !unspaced; }
      run.push(letter);
    });
    flush();
    return all;
  }
  // What is asked: of a pair of letters that another pair continues, the last letter alone says nothing.
  function asked(text) {
    var all = words(text);
    return all.filter(function (word, at) {
      return !(at > 0 && UNSPACED.test(word) && Array.from(word).length === 1 && all[at - 1].endsWith(word)) && all.indexOf(word) === at;
    });
  }

  /* Lists of numbers, as src/page/search/code.rs writes them. */
  function eachNumber(text, visit) {
    var at, six, bit;
    if (text.charAt(0) === "!") {
      for (at = 1; at < text.length; at += 1) {
        six = LETTERS.indexOf(text.charAt(at));
        for (bit = 0; bit < 6; bit += 1) if (six >> bit & 1) visit((at - 1) * 6 + bit);
      }
      return;
    }
    var next = 0, rest = 0, shift = 0;
    for (at = 0; at < text.length; at += 1) {
      six = LETTERS.indexOf(text.charAt(at));
      rest += (six & 31) << shift;
      shift += 5;
      if (six < 32) { visit(next + rest); next += rest + 1; rest = 0; shift = 0; }
    }
  }

  function readIndex() {
    return load("search/index").then(function (data) {
      return { items: data[0], order: data[1], begins: data[2], years: data[3] };
    });
  }

  /* The files of words that hold what lies between two texts; the second is beyond. */
  function filesBetween(index, low, high) {
    var files = [];
    index.begins.forEach(function (begin, at) {
      var end = index.begins[at + 1];
      if (begin < high && (end === undefined || end > low)) files.push(at);
    });
    return files;
  }
  function readWords(file) {
    return load("search/words." + file).then(function (data) {
      if (!data.list) {
        data.file = file;
        data.list = data[1].split(" ");
        data.map = new window.MiniSearch();
        data.list.forEach(function (word, at) { if (word.slice(-1) !== "*") data.map.set(word, { file: file, at: at }); });
      }
      return data;
    });
  }

  /* The lists of some words: each a place in a file of words, with what it is worth. */
  function readHits(places) {
    return Promise.all(places.map(function (place) {
      return readWords(place.file).then(function (data) {
        var part = data[0].length - 1;
        while (data[0][part] > place.at) part -= 1;
        return load("search/hits." + place.file + "." + part).then(function (hits) {
          return { hits: hits[place.at - data[0][part]], worth: place.worth };
        });
      });
    }));
  }

  function beyond(word) { return word + "\uffff"; }
  function isOf(word, text) { return text.slice(0, word.length) === word; }

  /* Where a word stands, exactly and as the beginning of others, which are there as one list where they are many. */
  function places(index, word) {
    var exact = [];
    return Promise.all(filesBetween(index, word, word + "*\u0000").map(readWords)).then(function (files) {
      var together = [];
      files.forEach(function (data) {
        var number = data.map.get(word), all = data.list.indexOf(word + "*");
        if (number) exact.push({ file: number.file, at: number.at, worth: 3 });
        if (all >= 0) together.push({ file: data.file, at: all, worth: 2 });
      });
      if (together.length) return exact.concat(together);
      return Promise.all(filesBetween(index, word, beyond(word)).map(readWords)).then(function (files) {
        files.forEach(function (data) {
          data.map.atPrefix(word).forEach(function (other, number) {
            if (other !== word) exact.push({ file: number.file, at: number.at, worth: 2 });
          });
        });
        return exact;
      });
    });
  }

  /* Words that differ by a letter or two behind the first two. */
  function otherwise(index, word) {
    var letters = Array.from(word).length;
    var most = letters < 4 ? 0 : letters < 6 ? 1 : 2;
    if (!most || UNSPACED.test(word)) return Promise.resolve([]);
    var files, start = 2;
    do {
      var begin = Array.from(word).slice(0, start).join("");
      files = filesBetween(index, begin, beyond(begin));
      start += 1;
    } while (files.length > FILES && start < letters);
    return Promise.all(files.slice(0, FILES).map(readWords)).then(function (read) {
      var near = [];
      read.forEach(function (data) {
        data.map.fuzzyGet(word, most).forEach(function (found, other) {
          if (other.slice(0, 2) === word.slice(0, 2) && other !== word && !isOf(word, other)) near.push({ word: other, file: found[0].file, at: found[0].at, distance: found[1], worth: 1 });
        });
      });
      near.sort(function (one, another) { return one.distance - another.distance || (one.word < another.word ? -1 : 1); });
      return near.slice(0, OTHERS);
    });
  }

  /* What each item is worth for a word. */
  function worths(index, word) {
    var worth = new Uint8Array(index.items), count = 0;
    function add(lists) {
      lists.forEach(function (list) {
        list.hits.split(",").forEach(function (text, inTitle) {
          eachNumber(text, function (number) {
            if (!worth[number]) count += 1;
            worth[number] = Math.max(worth[number], list.worth * 2 + inTitle * 3);
          });
        });
      });
    }
    return places(index, word).then(readHits).then(function (lists) {
      add(lists);
      if (count >= FEW) return { worth: worth, words: [word] };
      return otherwise(index, word).then(function (near) {
        return readHits(near).then(function (lists) {
          add(lists);
          return { worth: worth, words: [word], others: near.map(function (one) { return one.word; }) };
        });
      });
    });
  }

  /* The items that a kind or an account allows; an account goes by its slug, or by words of its name. */
  function allowedBy(index, places) {
    return readHits(places).then(function (lists) {
      var allowed = new Uint8Array(index.items);
      lists.forEach(function (list) { eachNumber(list.hits.split(",")[0], function (number) { allowed[number] = 1; }); });
      return allowed;
    });
  }
  function exactly(index, name) {
    return Promise.all(filesBetween(index, name, name + "\u0000").map(readWords)).then(function (files) {
      return files.map(function (data) { return data.map.get(name); }).filter(Boolean);
    });
  }
  function ofKind(index, kind) {
    return exactly(index, "=" + kind).then(function (found) { return allowedBy(index, found); });
  }
  function ofAccount(index, text) {
    return exactly(index, "@=" + text.trim()).then(function (found) {
      if (found.length) return allowedBy(index, found).then(function (one) { return [one]; });
      return Promise.all(asked(text).map(function (word) {
        return places(index, "@" + word).then(function (found) { return allowedBy(index, found); });
      }));
    });
  }

  /* A question: text, and if wanted kind, year and account. Gives the numbers of items, the best first. */
  function find(question) {
    return readIndex().then(function (index) {
      var all = asked(question.text || "");
      var kind = question.kind ? ofKind(index, question.kind).then(function (one) { return [one]; }) : Promise.resolve([]);
      var account = (question.account || "").trim() ? ofAccount(index, question.account) : Promise.resolve([]);
      return Promise.all([Promise.all(all.map(function (word) { return worths(index, word); })), kind, account]).then(function (found) {
        var byWord = found[0], allowed = found[1].concat(found[2]);
        var year = index.years.filter(function (one) { return String(one[0]) === question.year; })[0];
        var from = question.year ? (year ? year[1] : 0) : 0;
        var to = question.year ? (year ? year[2] : 0) : index.items;
        var numbers = [], sums = {};
        if (!all.length && !allowed.length && !question.year) return { index: index, numbers: numbers, words: [], others: [] };
        for (var number = from; number < to; number += 1) {
          if (!allowed.every(function (one) { return one[number]; })) continue;
          var sum = 0;
          if (!byWord.every(function (one) { sum += one.worth[number]; return one.worth[number]; })) continue;
          sums[number] = sum;
          numbers.push(number);
        }
        numbers.sort(function (one, other) { return sums[other] - sums[one] || one - other; });
        return {
          index: index, numbers: numbers, words: all,
          others: byWord.reduce(function (list, one) { return list.concat(one.others || []); }, [])
        };
      });
    });
  }

  /* What is shown of some of them. */
  function read(answer, from, to) {
    var size = answer.index.order;
    return Promise.all(answer.numbers.slice(from, to).map(function (number) {
      return load("search/order." + Math.floor(number / size)).then(function (text) {
        var line = text.split("\n")[number % size].split(" ");
        return load((line[2] ? "accounts/" + line[2] + ".found." : "search/shared.") + line[0]).then(function (block) {
          var item = block[1][Number(line[1])];
          return { account: block[0], slug: line[2], href: root + item[0], title: item[1], kind: item[2], date: item[3], day: item[4], says: item[5] };
        });
      });
    }));
  }

  /* A text in pieces, every other one a match. */
  function pieces(text, answer) {
    var parts = [""], matched = false;
    function push(piece, isMatch) {
      if (isMatch !== matched) { parts.push(""); matched = isMatch; }
      parts[parts.length - 1] += piece;
    }
    var wanted = answer.words.concat(answer.others);
    text.split(/([\p{Alphabetic}\p{N}\p{M}]+)/u).forEach(function (run, at) {
      if (at % 2 === 0) { push(run, false); return; }
      if (UNSPACED.test(run)) {
        Array.from(run).forEach(function (letter, at, letters) {
          var one = fold(letter);
          push(letter, wanted.some(function (word) {
            return one && UNSPACED.test(word) && (word === one || isOf(word, one + fold(letters[at + 1] || " ")) || isOf(word, fold(letters[at - 1] || " ") + one));
          }));
        });
        return;
      }
      var folded = fold(run);
      push(run, answer.words.some(function (word) { return isOf(word, folded); }) || answer.others.indexOf(folded) >= 0);
    });
    return parts;
  }

  window.standingSearch = { find: find, read: read, pieces: pieces, words: words };
})();
