//! A browser's questions, answered on loopback: pages, and news of changes over server-sent events.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, HOST, ORIGIN, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch as told;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};
use xxhash_rust::xxh3::xxh3_64;

use super::{News, Service, World};

/// How many ports are tried after the first.
const PORTS: u16 = 20;

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

#[derive(Clone)]
struct Shared {
    world: Arc<RwLock<World>>,
    news: told::Receiver<News>,
    host: Option<String>,
    port: u16,
}

/// Answers until the program is told to end.
///
/// # Errors
/// When no port can be had.
pub fn run(
    service: &Service,
    world: Arc<RwLock<World>>,
    tell: told::Sender<News>,
    news: told::Receiver<News>,
    on_ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(service.address).await?;
        let address = listener.local_addr()?;
        let shared = Shared { world, news, host: service.host.clone(), port: address.port() };
        let router = Router::new()
            .route("/", get(index))
            .route("/-/live.js", get(|| async { own(SCRIPT, "text/javascript") }))
            .route("/-/live.css", get(|| async { own(STYLE, "text/css") }))
            .route("/-/events", get(events))
            .route("/{*address}", get(page))
            .layer(middleware::from_fn_with_state(shared.clone(), only_from_here))
            .with_state(shared);
        on_ready(address);
        let end = async move {
            asked_to_end().await;
            // A stream that stays open would keep the server from ending.
            tell.send_modify(|news| news.is_last = true);
        };
        axum::serve(listener, router).with_graceful_shutdown(end).await
    })
}

/// Listens at an address, or where its port is taken, at one of the next.
async fn listen(wanted: SocketAddr) -> io::Result<TcpListener> {
    let mut address = wanted;
    for _ in 0..PORTS {
        match TcpListener::bind(address).await {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse && address.port() < u16::MAX => {
                address.set_port(address.port() + 1);
            }
            bound => return bound,
        }
    }
    TcpListener::bind((wanted.ip(), 0)).await
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Lets through what a browser asks of this machine by its own name. A page of another origin, or a foreign name that was
/// made to lead here, gets nothing.
async fn only_from_here(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !is_own_host(headers, &shared) || !is_own_origin(headers) {
        let problem = "This server answers its own machine alone. To be asked by another name: standing serve --host NAME";
        return (StatusCode::FORBIDDEN, problem).into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, axum::http::HeaderValue::from_static("nosniff"));
    headers.insert("cross-origin-resource-policy", axum::http::HeaderValue::from_static("same-origin"));
    headers.insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}

fn is_own_host(headers: &HeaderMap, shared: &Shared) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = host.strip_suffix(&format!(":{}", shared.port)).unwrap_or(host);
    match &shared.host {
        None => ["localhost", "127.0.0.1", "[::1]"].contains(&name),
        // An address cannot be made to lead elsewhere, a name can.
        Some(own) => {
            let bare = name.trim_start_matches('[').trim_end_matches(']');
            name == "localhost" || name == own || bare.parse::<std::net::IpAddr>().is_ok()
        }
    }
}

fn is_own_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).map(|host| host.as_bytes()).unwrap_or_default();
    origin.as_bytes().strip_prefix(b"http://").is_some_and(|own| own == host)
}

fn own(text: &'static str, kind: &'static str) -> impl IntoResponse {
    ([(CONTENT_TYPE, format!("{kind}; charset=utf-8"))], text)
}

async fn events(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let news = WatchStream::new(shared.news).take_while(|news| !news.is_last);
    let events = news.map(|news| Ok(Event::default().data(serde_json::to_string(&news).unwrap_or_default())));
    Sse::new(events).keep_alive(KeepAlive::default())
}

async fn index(state: State<Shared>) -> Response {
    page(state, Path("index.html".to_owned())).await
}

async fn page(State(shared): State<Shared>, Path(address): Path<String>) -> Response {
    let answer = tokio::task::spawn_blocking(move || {
        let world = shared.world.read().unwrap_or_else(PoisonError::into_inner);
        world.page(&address).map(|page| page.map(|bytes| answer(&address, bytes)))
    });
    match answer.await {
        Ok(Ok(Some(response))) => response,
        Ok(Ok(None)) => said(
            StatusCode::NOT_FOUND,
            "There is no such page. The records may have changed since the link was made.",
        ),
        Ok(Err(error)) => said(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
        Err(_) => said(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The program failed on this page, which is its fault and not the records’.",
        ),
    }
}

fn answer(address: &str, bytes: Vec<u8>) -> Response {
    let kind = kind_of(address);
    let tag = format!("\"{:016x}\"", xxh3_64(&bytes));
    let bytes = if kind.starts_with("text/html") {
        alive(&String::from_utf8_lossy(&bytes), &tag).into_bytes()
    } else {
        bytes
    };
    ([(CONTENT_TYPE, kind.to_owned()), (ETAG, tag)], Body::from(bytes)).into_response()
}

/// A page that is shown where another cannot be; it comes back by itself once it can.
fn said(status: StatusCode, what: &str) -> Response {
    let escaped = what.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; style-src 'self'\">\
         <title>Standing</title></head><body><h1>Not here</h1><p>{escaped}</p><p><a href=\"/\">To the portfolio</a></p></body></html>"
    );
    (status, [(CONTENT_TYPE, "text/html; charset=utf-8"), (ETAG, "\"none\"")], alive(&page, "\"none\""))
        .into_response()
}

/// The page with what tells it of changes.
fn alive(page: &str, tag: &str) -> String {
    let tag = tag.replace('"', "");
    let head = format!(
        "<link rel=\"stylesheet\" href=\"/-/live.css\"><script src=\"/-/live.js\" data-tag=\"{tag}\" defer></script></head>"
    );
    page.replacen("default-src 'none';", "default-src 'none'; connect-src 'self';", 1)
        .replacen("</head>", &head, 1)
}

/// The media type of what stands at an address, by its ending.
fn kind_of(address: &str) -> &'static str {
    match address.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "atom" | "xml" => "application/atom+xml; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        _ => "application/octet-stream",
    }
}
