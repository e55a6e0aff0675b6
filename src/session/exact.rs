//! Numbers that are the same after any form has written and read them: the bits of each, in hexadecimal digits.
//!
//! Not every reader of JSON gives back the last digit of a decimal fraction, and a session that goes on must go on alike.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(crate) fn serialize<S: Serializer>(number: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{:016x}", number.to_bits()))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let digits = String::deserialize(deserializer)?;
    let number = (digits.len() == 16).then(|| u64::from_str_radix(&digits, 16).ok()).flatten();
    number.map(f64::from_bits).ok_or_else(|| D::Error::custom("a number that is not sixteen hexadecimal digits"))
}
