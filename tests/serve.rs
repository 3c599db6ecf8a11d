//! The site as it is served: the bytes of a build, kept as records are saved, and told to nobody else.

#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "support/program.rs"]
mod program;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use program::{built, project, put, standing};

/// A server over a records repository, ended when it is dropped.
struct Server {
    child: Child,
    port: u16,
}

impl Server {
    fn over(records: &Path, arguments: &[&str]) -> Self {
        let mut command = standing();
        command.arg("serve").arg(records).args(arguments);
        if !arguments.contains(&"--port") {
            command.args(["--port", "0"]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port = line.split("localhost:").nth(1).and_then(|rest| rest.split('/').next());
        let port = port.unwrap_or_else(|| panic!("no address: {line}")).parse().unwrap();
        Self { child, port }
    }

    fn ask(&self, path: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let host = if headers.contains("Host:") {
            String::new()
        } else {
            format!("Host: localhost:{}\r\n", self.port)
        };
        write!(stream, "GET {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n").unwrap();
        stream
    }

    /// The status and the body.
    fn get(&self, path: &str, headers: &str) -> (u16, Vec<u8>) {
        let mut answer = Vec::new();
        self.ask(path, headers).read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let status = String::from_utf8_lossy(&answer[9..12]).parse().unwrap();
        (status, answer[end + 4..].to_vec())
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path, "").1).unwrap()
    }

    /// Waits until a page holds, or no longer holds, some words.
    fn until(&self, path: &str, words: &str, holds: bool) -> String {
        let begun = Instant::now();
        loop {
            let text = self.text(path);
            if text.contains(words) == holds {
                return text;
            }
            assert!(begun.elapsed() < Duration::from_secs(40), "{path}: {words} is there: {}", !holds);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The next thing a browser is told, from a stream that is open.
    fn news(stream: &mut BufReader<TcpStream>) -> String {
        let mut line = String::new();
        while !line.starts_with("data:") {
            line.clear();
            assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        }
        line
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page without what is added to it while it is served.
fn as_built(page: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(page) else { return page.to_vec() };
    let text = text.replacen(" connect-src 'self';", "", 1);
    match (text.find("<link rel=\"stylesheet\" href=\"/-/live.css\">"), text.find(" defer></script></head>"))
    {
        (Some(from), Some(to)) => {
            format!("{}{}", &text[..from], &text[to + " defer></script>".len()..]).into_bytes()
        }
        _ => text.into_bytes(),
    }
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn what_is_served_is_what_is_built() {
    let folder = tempfile::tempdir().unwrap();
    let site = built(&project("tests/golden/records"), &folder.path().join("site"));
    let server = Server::over(&project("tests/golden/records"), &["--no-history"]);
    for (path, bytes) in site.iter().filter(|(path, _)| !path.starts_with('.')) {
        let (status, body) = server.get(&format!("/{}", encoded(path)), "");
        assert!(status == 200 && as_built(&body) == *bytes, "{path}: {status}");
    }
    assert_eq!(as_built(&server.get("/", "").1), site["index.html"]);
    assert_eq!(server.get("/nothing.html", "").0, 404);
    assert_eq!(server.get("/../Cargo.toml", "").0, 404);
    assert_eq!(server.get("/%2e%2e/standing.toml", "").0, 404);
    assert_eq!(server.get("/standing.toml", "").0, 404);
}

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "standing.toml", "format = 1\ntitle = \"Cold Watch\"\n");
    for name in ["Northwind", "Contoso"] {
        let path = format!("accounts/{}/account.toml", name.to_lowercase());
        put(folder.path(), &path, format!("[account]\nname = \"{name}\"\n"));
    }
    folder
}

/// Saves as many editors do: a new file, renamed over the old one.
fn save_over(folder: &Path, path: &str, text: &str) {
    let beside = folder.join(format!("{path}.new~"));
    fs::write(&beside, text).unwrap();
    fs::rename(beside, folder.join(path)).unwrap();
}

#[test]
fn a_saved_record_is_shown_however_it_is_saved() {
    for arguments in [&[][..], &["--poll"]] {
        let folder = repository();
        let server = Server::over(folder.path(), arguments);
        let page = "/accounts/northwind.html";
        let account = "accounts/northwind/account.toml";
        assert!(server.text(page).contains("Northwind"));
        put(folder.path(), account, "[account]\nname = \"Northwind Logistics\"\n");
        server.until(page, "Northwind Logistics", true);
        server.until("/", "Northwind Logistics", true);
        save_over(folder.path(), account, "[account]\nname = \"Northwind & Sons\"\n");
        server.until(page, "Northwind &amp; Sons", true);
        put(folder.path(), "accounts/tailspin/account.toml", "[account]\nname = \"Tailspin\"\n");
        server.until("/", "Tailspin", true);
        fs::rename(folder.path().join("accounts/tailspin"), folder.path().join("accounts/adatum")).unwrap();
        server.until("/", "accounts/adatum.html", true);
        fs::remove_dir_all(folder.path().join("accounts/adatum")).unwrap();
        server.until("/", "Tailspin", false);
        put(folder.path(), "standing.toml", "format = 1\ntitle = \"Warm Watch\"\n");
        server.until("/accounts/contoso.html", "Warm Watch", true);
    }
}

#[test]
fn a_broken_record_is_told_over_the_last_sound_page_until_it_is_mended() {
    let folder = repository();
    let server = Server::over(folder.path(), &[]);
    let (page, account) = ("/accounts/northwind.html", "accounts/northwind/account.toml");
    let sound = server.text(page);
    let mut stream = BufReader::new(server.ask("/-/events", ""));
    assert!(Server::news(&mut stream).contains(r#""problems":"""#));
    put(folder.path(), account, "[account]\nname = \"Northwind\nsince = 2020-01-01\n");
    let news = Server::news(&mut stream);
    assert!(news.contains("accounts/northwind/account.toml:2"), "{news}");
    assert_eq!(server.text(page), sound);
    put(folder.path(), account, "[account]\nname = \"Northwind Traders\"\n");
    let news = Server::news(&mut stream);
    assert!(news.contains(r#""problems":"""#), "{news}");
    assert!(server.text(page).contains("Northwind Traders"));
}

#[test]
fn what_cannot_be_read_is_told_until_it_can_though_nothing_else_changed() {
    let folder = repository();
    let server = Server::over(folder.path(), &[]);
    let mut stream = BufReader::new(server.ask("/-/events", ""));
    assert!(Server::news(&mut stream).contains(r#""problems":"""#));
    let (accounts, aside) = (folder.path().join("accounts"), folder.path().join("aside"));
    fs::rename(&accounts, &aside).unwrap();
    put(folder.path(), "accounts", "no folder");
    while !Server::news(&mut stream).contains("accounts") {}
    fs::remove_file(&accounts).unwrap();
    fs::rename(&aside, &accounts).unwrap();
    while !Server::news(&mut stream).contains(r#""problems":"""#) {}
    assert!(server.text("/accounts/northwind.html").contains("Northwind"));
}

#[test]
fn nobody_else_is_answered_and_nothing_is_written() {
    let folder = repository();
    let server = Server::over(folder.path(), &[]);
    assert_eq!(server.get("/", "Host: attacker.example\r\n").0, 403);
    assert_eq!(server.get("/", "Origin: http://attacker.example\r\n").0, 403);
    assert_eq!(server.get("/-/events", "Origin: null\r\n").0, 403);
    let own = format!("Origin: http://localhost:{}\r\n", server.port);
    assert_eq!(server.get("/", &own).0, 200);
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["accounts", "standing.toml"]);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_told_to_though_somebody_listens() {
    let folder = repository();
    let mut server = Server::over(folder.path(), &[]);
    let mut stream = BufReader::new(server.ask("/-/events", ""));
    Server::news(&mut stream);
    let told = std::process::Command::new("kill").arg(server.child.id().to_string()).status().unwrap();
    assert!(told.success());
    assert!(server.child.wait().unwrap().success());
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let folder = repository();
    let first = Server::over(folder.path(), &[]);
    let second = Server::over(folder.path(), &["--port", &first.port.to_string()]);
    assert_ne!(first.port, second.port);
}

/// A theme is followed too; what is wrong in it is told, and the pages do without it.
#[test]
fn a_saved_theme_is_shown() {
    let folder = repository();
    let site = Server::over(folder.path(), &[]);
    let footer = |words: &str| {
        format!("{{% extends \"base.html\" %}}{{% block footer %}}<p>{words}</p>{{% endblock %}}")
    };
    put(folder.path(), "theme/theme.toml", "contract = 1\n");
    put(folder.path(), "theme/base.html", footer("Ask Priya."));
    site.until("/", "<p>Ask Priya.</p>", true);
    let mut stream = BufReader::new(site.ask("/-/events", ""));
    assert!(Server::news(&mut stream).contains(r#""problems":"""#));
    put(folder.path(), "theme/base.html", footer("{{ nonsense }}"));
    let news = Server::news(&mut stream);
    assert!(news.contains("theme-broken") && news.contains("theme/base.html:1"), "{news}");
    site.until("/", "Ask Priya.", false);
    put(folder.path(), "theme/base.html", footer("Ask Lena."));
    site.until("/", "<p>Ask Lena.</p>", true);
    assert!(Server::news(&mut stream).contains(r#""problems":"""#));
}
