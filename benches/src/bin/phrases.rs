//! Prints every phrase that the lexicon recognises, one form of each reading, one a line.

#![allow(clippy::print_stdout, reason = "it is what this program is for")]

fn main() {
    for phrase in changetalk::Lexicon::english().surface_forms(1) {
        println!("{phrase}");
    }
}
