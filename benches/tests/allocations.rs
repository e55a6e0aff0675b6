//! How often a turn asks the allocator for memory, once the room to work in has grown to the size of the turns.

use allocation_counter::measure;
use changetalk::{Context, Scratch, Tagger};
use changetalk_bench::turns;

#[test]
fn a_warm_turn_allocates_nothing() {
    let (turns, tagger, context) = (turns(), Tagger::english(), Context::default());
    let mut scratch = Scratch::new();
    let mut tag_all = || {
        for turn in &turns {
            tagger.tag_with(turn, &context, &mut scratch);
        }
    };
    tag_all();
    let counted = measure(&mut tag_all);
    assert_eq!(counted.count_total, 0, "{counted:?}");
}

#[test]
fn a_warm_batch_allocates_nothing() {
    let (turns, tagger) = (turns(), Tagger::english());
    let mut words = 0;
    let mut tag_all = || tagger.tag_batch(&turns, |number, tag| words += number * usize::from(tag.is_ambivalent()));
    tag_all();
    let counted = measure(&mut tag_all);
    assert_eq!(counted.count_total, 0, "{counted:?}");
}

/// An owned tag has lists and names of its own.
#[test]
fn an_owned_tag_allocates_what_it_holds() {
    let (turns, tagger) = (turns(), Tagger::english());
    let tag_all = || turns.iter().map(|turn| tagger.tag(turn)).filter(|tag| tag.findings.is_empty()).count();
    tag_all();
    let counted = measure(|| {
        tag_all();
    });
    let each = counted.count_total as f64 / turns.len() as f64;
    eprintln!("{each:.1} allocations in an owned tag");
    assert!(each < 25.0, "{each} allocations in an owned tag");
}
