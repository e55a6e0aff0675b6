//! What holds for every text: tried on arbitrary Unicode and on English put together from the lexicon.
//!
//! `PROPTEST_CASES=100000 cargo test --test properties` tries more. Whatever fails is kept as a plain test beside its property.

#![allow(clippy::unwrap_used, reason = "what a test cannot do without stands in the repository")]

mod forms;
mod lexicons;
mod meaning;
mod sessions;
mod sound;
mod texts;

use proptest::test_runner::Config;

/// So many cases, or as many as `PROPTEST_CASES` says. Seeds are not written to files: what they find is to be understood and kept as a test.
fn cases(default: u32) -> Config {
    let told = std::env::var_os("PROPTEST_CASES").is_some();
    let cases = if told { Config::default().cases } else { default };
    Config { cases, failure_persistence: None, max_shrink_iters: 4096, ..Config::default() }
}
