//! Parts of the tables that are read when somebody first asks for them: a program that only tags does not wait for what may be said back.

use std::borrow::Cow;
use std::ops::Deref;

use once_cell::sync::OnceCell;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value, or the bytes that it is made of.
#[derive(Debug)]
pub(crate) struct Late<'a, T> {
    bytes: Cow<'a, [u8]>,
    value: OnceCell<T>,
}

impl<T: Serialize> Late<'_, T> {
    pub(super) fn new(value: T) -> Self {
        let bytes = postcard::to_allocvec(&value).unwrap_or_else(|error| unreachable!("tables are plain values: {error}"));
        Late { bytes: bytes.into(), value: value.into() }
    }
}

impl<T: DeserializeOwned> Deref for Late<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        let read = || postcard::from_bytes(&self.bytes).unwrap_or_else(|error| unreachable!("these bytes were written as tables: {error}"));
        self.value.get_or_init(read)
    }
}

impl<T> Serialize for Late<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.bytes)
    }
}

impl<'de: 'a, 'a, T> Deserialize<'de> for Late<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        Ok(Late { bytes: bytes.into(), value: OnceCell::new() })
    }
}
