/// When something was said, in milliseconds from the beginning of the recording.
///
/// ```
/// use changetalk::transcript::Time;
/// let time = Time { start: 61_500, end: Some(63_000) };
/// assert_eq!(time.end.map(|end| end - time.start), Some(1_500));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// When it begins.
    pub start: u64,
    /// When it ends, where the file says so.
    pub end: Option<u64>,
}
