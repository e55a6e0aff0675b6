//! Compiles `lexicons/english` ahead, with the library's own compiler, so that nobody waits for it when a program starts.
//!
//! A new family is a new file there and nothing else. What is wrong with a file stops the build and is told with line and column.

#![allow(dead_code, unused_imports, unreachable_pub, reason = "the modules below are the library's, which uses more of them")]

#[path = "src/code/mod.rs"]
mod code;
#[path = "src/lexicon/compiler/mod.rs"]
mod compiler;
#[path = "src/edits.rs"]
mod edits;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use compiler::{SourceFile, compile};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo:rerun-if-changed=src/code");
    println!("cargo:rerun-if-changed=src/edits.rs");
    println!("cargo:rerun-if-changed=src/lexicon/compiler");

    let folder = root.join("lexicons/english");
    let mut paths = Vec::new();
    collect(&folder, &mut paths)?;
    paths.sort();
    let mut texts: Vec<(String, String)> = Vec::new();
    for path in &paths {
        println!("cargo:rerun-if-changed={}", path.display());
        let name = path.strip_prefix(&folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        texts.push((name, fs::read_to_string(path)?));
    }

    let mut files = Vec::new();
    let mut problems = Vec::new();
    for (name, text) in &texts {
        match SourceFile::parse(name, text) {
            Ok(file) => files.push(file),
            Err(found) => problems.extend(found),
        }
    }
    let compiled = if problems.is_empty() { compile(&files) } else { Err(problems) };
    match compiled {
        Ok(tables) => {
            fs::write(out.join("english.tables"), postcard::to_allocvec(&tables)?)?;
            let files = miniz_oxide::deflate::compress_to_vec(&postcard::to_allocvec(&texts)?, 9);
            fs::write(out.join("english.files"), files)?;
            Ok(())
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error=lexicons/english/{problem}");
            }
            Ok(())
        }
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
