//! Spans in the unit that the caller counts in.

use changetalk::{OffsetUnit, Offsets, Span, Tag};

/// Converts every position of a tag of `text`.
pub(super) fn convert(tag: &mut Tag, text: &str, unit: OffsetUnit) {
    if unit == OffsetUnit::Bytes || text.is_ascii() {
        return;
    }
    let offsets = Offsets::new(text, unit);
    let convert = |span: &mut Span| *span = offsets.convert(*span);
    for finding in &mut tag.findings {
        convert(&mut finding.span);
        for reason in &mut finding.why {
            convert(&mut reason.span);
            reason.reach = offsets.convert(Span { start: 0, end: reason.reach }).end;
        }
    }
    tag.utterances.iter_mut().for_each(convert);
    tag.discord.iter_mut().map(|discord| &mut discord.span).for_each(convert);
    tag.safety.iter_mut().flat_map(|alert| &mut alert.spans).for_each(convert);
}
