//! `standing serve`: the site in a browser, kept as the records are saved.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::day::DayArgument;
use super::records::memory;
use super::{Console, Failure, Outcome, files};
use crate::check::{AsOf, Portfolio};
use crate::language::count;
use crate::serve::{Service, Watching, World, serve};
use crate::source::WorkingTree;

/// How often every file is looked at where the system tells of no changes.
const INTERVAL: Duration = Duration::from_secs(1);

/// Show the site in a browser, and keep it as the records are saved.
///
/// Pages are made when they are asked for, and nothing is written. A record that cannot be understood is shown above the
/// last sound page, and in the terminal, until it is mended. Only this machine is answered, unless `--host` says otherwise.
#[derive(Args)]
pub struct Arguments {
    /// The folder that holds standing.toml.
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// The port to listen on; where it is taken, one of the next.
    #[arg(long, default_value_t = 4040)]
    port: u16,
    /// Listen on the address of this name, for other machines too.
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// Open a browser.
    #[arg(long)]
    open: bool,
    /// Look at every file each second: for file systems that tell of no changes, such as network drives.
    #[arg(long)]
    poll: bool,
    /// Leave out who wrote what, and when, though git knows.
    #[arg(long)]
    no_history: bool,
    #[command(flatten)]
    day: DayArgument,
}

/// Runs the command, until it is told to end.
///
/// # Errors
/// When the records cannot be read, the files not be watched, or no port be had.
pub fn run(arguments: &Arguments, console: &Console) -> Result<Outcome, Failure> {
    let failure = |error: &dyn std::fmt::Display| Failure::new("serve", error.to_string());
    let first = arguments.day.resolve()?;
    let day = arguments.day.clone();
    let source = WorkingTree::open(&arguments.folder)?;
    // What the environment says was sound when the program began.
    let day = move || -> AsOf { day.resolve().unwrap_or(first) };
    let (has_history, teller) = (!arguments.no_history, *console);
    let memory = move |source: &WorkingTree, portfolio: &Portfolio| {
        if has_history { memory(source, portfolio, None, &teller) } else { Default::default() }
    };
    let world = World::open(source, day, memory).map_err(|error| failure(&error))?;
    let (accounts, records, as_of) = world.extent();
    let service = Service {
        address: address(arguments)?,
        host: arguments.host.clone(),
        watching: if arguments.poll { Watching::Poll(INTERVAL) } else { Watching::Events },
        ignored: files::below(&arguments.folder, "site"),
    };
    let problems = world.report(console.paint_beside());
    if !problems.is_empty() {
        console.say(problems.trim_end());
    }
    let on_ready = |address: SocketAddr| {
        let url = format!("http://{}/", shown(address, arguments.host.as_deref()));
        if arguments.port != 0 && address.port() != arguments.port {
            console.say(&format!("Port {} is taken; listening on {}.", arguments.port, address.port()));
        }
        let (accounts, records) =
            (count(accounts, "account", "accounts"), count(records, "record", "records"));
        let line = format!("Serving {accounts} with {records} as of {as_of} at {url} (Ctrl-C ends it)\n");
        // A reader of the output who has gone needs no address.
        let _ = console.print(&line);
        if arguments.open && open::that_detached(&url).is_err() {
            console.say(&format!("No browser could be opened: please open {url} yourself."));
        }
    };
    let on_change = move |world: &World, failure: Option<&str>| {
        let problems = failure.map_or_else(|| world.report(teller.paint_beside()), str::to_owned);
        match problems.trim_end() {
            "" => teller.say("Saved: the records are sound."),
            problems => teller.say(problems),
        }
    };
    serve(&service, world, on_ready, on_change).map_err(|error| failure(&error))?;
    Ok(Outcome::Clean)
}

/// Where to listen: loopback, unless a name is given.
fn address(arguments: &Arguments) -> Result<SocketAddr, Failure> {
    let Some(host) = &arguments.host else {
        return Ok(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), arguments.port));
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = (bare, arguments.port).to_socket_addrs();
    found.ok().and_then(|mut all| all.next()).ok_or_else(|| {
        Failure::new(
            host,
            "is no address of this machine. Give one of its names or numbers, or leave --host out.",
        )
    })
}

/// How a browser on this machine asks for an address.
fn shown(address: SocketAddr, host: Option<&str>) -> String {
    match host {
        Some(name) if !address.ip().is_unspecified() => {
            let name = if address.is_ipv6() && !name.starts_with('[') {
                format!("[{name}]")
            } else {
                name.to_owned()
            };
            format!("{name}:{}", address.port())
        }
        _ => format!("localhost:{}", address.port()),
    }
}
