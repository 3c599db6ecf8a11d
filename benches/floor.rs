//! The least that any site generator does: reads every file of a folder, and writes files of given sizes, with one thread.
//! Also writes the records that generators are compared with. `benches/compare.py` compiles and runs it.
//!
//!     floor corpus RECORDS ACCOUNTS DATED     made-up records: so many accounts, with so many dated records each
//!     floor copy SOURCE SIZES OUT             SIZES: a line a file, its path, a tab, its bytes

use std::env;
use std::fs;
use std::io;
use std::path::Path;

mod corpus;

fn read(folder: &Path) -> io::Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { read(&entry.path())? } else { fs::read(entry.path())?.len() };
    }
    Ok(sum)
}

fn write(sizes: &str, out: &Path) -> io::Result<usize> {
    let sized = || sizes.lines().filter_map(|line| line.split_once('\t'));
    let most = sized().filter_map(|(_, size)| size.parse().ok()).max().unwrap_or(0);
    let filler = vec![b'.'; most];
    let (mut sum, mut last) = (0, None);
    for (path, size) in sized() {
        let path = out.join(path);
        if path.parent() != last.as_deref() {
            last = path.parent().map(Path::to_owned);
            last.as_deref().map_or(Ok(()), fs::create_dir_all)?;
        }
        let size = size.parse().unwrap_or(0);
        fs::write(&path, &filler[..size])?;
        sum += size;
    }
    Ok(sum)
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<usize>().map_err(io::Error::other);
    match arguments.as_slice() {
        ["corpus", records, accounts, dated] => {
            corpus::write(Path::new(records), number(accounts)?, number(dated)?)
        }
        ["copy", source, sizes, out] => {
            let read = read(Path::new(source))?;
            let written = write(&fs::read_to_string(sizes)?, Path::new(out))?;
            println!("read {read} bytes, wrote {written}");
            Ok(())
        }
        _ => {
            Err(io::Error::other("usage: floor corpus RECORDS ACCOUNTS DATED | floor copy SOURCE SIZES OUT"))
        }
    }
}
