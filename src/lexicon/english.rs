//! The built-in files, `lexicons/english`, as the build script leaves them: tables, and the files themselves.

use super::compiler::{Packed, SourceFile};

/// The tables, compiled.
static TABLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.tables"));
/// Name (below `lexicons/english`) and text of every file, compressed.
static FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/english.files"));

pub(super) fn tables() -> Packed<'static> {
    postcard::from_bytes(TABLES).unwrap_or_else(|error| unreachable!("the build script wrote the tables: {error}"))
}

pub(super) fn sources() -> Vec<SourceFile> {
    let files =
        miniz_oxide::inflate::decompress_to_vec(FILES).unwrap_or_else(|error| unreachable!("the build script wrote the files: {error}"));
    let files: Vec<(&str, &str)> =
        postcard::from_bytes(&files).unwrap_or_else(|error| unreachable!("the build script wrote the files: {error}"));
    let parsed = files.into_iter().map(|(name, text)| SourceFile::parse(name, text));
    parsed.map(|file| file.unwrap_or_else(|problems| unreachable!("the build script read the files: {problems:?}"))).collect()
}
