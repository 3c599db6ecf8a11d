//! The site on a reader's own machine, made again as records are saved.
//!
//! [`World`] holds what every account left and makes a page when it is asked for; [`watch`] says when files have changed;
//! [`http`] answers a browser on loopback and tells it of changes. Nothing here writes a file.

mod http;
mod watch;
mod world;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use serde::Serialize;
use tokio::sync::watch as told;

pub use watch::Watching;
pub use world::World;

/// What a browser is told when something has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct News {
    /// Rises whenever what is shown may differ.
    pub version: u64,
    /// What is wrong in the records, for a reader; empty where nothing is.
    pub problems: String,
    /// Whether the server is going away.
    #[serde(skip)]
    pub is_last: bool,
}

/// How a site is served.
#[derive(Debug, Clone)]
pub struct Service {
    /// Where to listen; a port that is taken gives way to the next ones.
    pub address: SocketAddr,
    /// A name under which a browser may ask beside loopback's own.
    pub host: Option<String>,
    /// How changes are found.
    pub watching: Watching,
    /// The published site, which is no record.
    pub ignored: PathBuf,
}

/// Serves until the program is told to end. `on_ready` is given the address; `on_change` the world after each change, and why it could not
/// be read where it could not.
///
/// # Errors
/// When no port can be had, or the files cannot be watched.
pub fn serve(
    service: &Service,
    world: World,
    on_ready: impl FnOnce(SocketAddr),
    on_change: impl Fn(&World, Option<&str>) + Send + 'static,
) -> std::io::Result<()> {
    let root = world.root().to_owned();
    let (tell, news) = told::channel(News { version: 1, problems: world.problems(), is_last: false });
    let world = Arc::new(RwLock::new(world));
    let changes = watch::changes(&root, &service.ignored, service.watching)?;
    let watched = Arc::clone(&world);
    let teller = tell.clone();
    std::thread::spawn(move || {
        let mut has_failed = false;
        loop {
            let paths = changes.next();
            let mut world = watched.write().unwrap_or_else(PoisonError::into_inner);
            let problems = match world.refresh(paths.as_deref()) {
                Ok(false) if !has_failed => continue,
                Ok(_) => Ok(world.problems()),
                Err(error) => Err(error.to_string()),
            };
            has_failed = problems.is_err();
            let shown = problems.clone().unwrap_or_else(|failure| failure);
            // What still cannot be read is told once.
            if has_failed && teller.borrow().problems == shown {
                continue;
            }
            teller.send_modify(|news| {
                *news = News { version: news.version + 1, problems: shown, ..News::default() }
            });
            on_change(&world, problems.as_ref().err().map(String::as_str));
        }
    });
    http::run(service, world, tell, news, on_ready)
}
