//! The built-in files: `lexicons/english`, listed by the build script.

/// Name (below `lexicons/english`) and text of every file.
pub(super) const FILES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/english_files.rs"));
