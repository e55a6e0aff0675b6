//! From checked files to tables.

use std::collections::HashMap;
use std::ops::Range;

use super::answers::{self, Answers, Known};
use super::fields::Located;
use super::inflect::Inflections;
use super::late::Late;
use super::meaning::{Form, Meaning};
use super::phrase::{self, Part};
use super::phrase_book::Output;
use super::phrase_graph::{PhraseGraph, Place};
use super::problem::{Problem, Problems, nearest, suggestion};
use super::source::{Content, Filler, SourceEntry, SourceFile};
use super::spread::Spreading;
use super::tables::{Class, EntryRecord, FillerRule, Grammar, NO_BEHAVIOUR, Packed};
use super::template::Manners;
use super::vocabulary::{Vocabulary, VocabularyBuilder, WordId};
use super::weights::{Hint, Weights};
use super::word_lists::WordLists;

/// The sets that the engine itself asks for.
const GRAMMAR_SETS: [&str; 19] = [
    "function-word",
    "determiner",
    "preposition",
    "object-pronoun",
    "have",
    "be",
    "past-auxiliary",
    "infinitive",
    "subject-pronoun",
    "pro-form",
    "question-auxiliary",
    "modal",
    "concord",
    "question-word",
    "negator",
    "raising",
    "self-word",
    "their-word",
    "number-word",
];

/// Compiles files in order; later ones may switch off and replace entries of earlier ones.
pub(crate) fn compile(files: &[SourceFile]) -> Result<Packed<'static>, Vec<Problem>> {
    let mut compiler = Compiler::new(files);
    let live = compiler.phrases();
    compiler.weights();
    compiler.answers(&live);
    compiler.word_lists(&live);
    compiler.finish()
}

/// The words, sets and phrases of files that compile, before they are made into a book.
pub(crate) fn written(files: &[SourceFile]) -> (Vocabulary, Vec<Vec<WordId>>, PhraseGraph) {
    let mut compiler = Compiler::new(files);
    compiler.phrases();
    let sets = compiler.words.all_members().to_vec();
    (compiler.words.build().into(), sets, compiler.book)
}

pub(super) struct Compiler<'a> {
    files: &'a [SourceFile],
    pub(super) problems: Vec<Problems>,
    pub(super) words: VocabularyBuilder,
    pub(super) inflections: Inflections,
    pub(super) book: PhraseGraph,
    entries: Vec<EntryRecord>,
    behaviours: Vec<String>,
    fillers: Vec<FillerRule>,
    weights: Weights,
    answers: Answers,
    word_lists: WordLists,
    /// What each spelling of a known verb may be.
    pub(super) verbs: HashMap<String, Form>,
}

impl<'a> Compiler<'a> {
    fn new(files: &'a [SourceFile]) -> Compiler<'a> {
        Compiler {
            files,
            problems: files.iter().map(|file| Problems::new(&file.name, &file.text)).collect(),
            words: VocabularyBuilder::default(),
            inflections: Inflections::default(),
            book: PhraseGraph::new(),
            entries: Vec::new(),
            behaviours: Vec::new(),
            fillers: Vec::new(),
            weights: Weights::default(),
            answers: Answers::default(),
            word_lists: WordLists::default(),
            verbs: HashMap::new(),
        }
    }

    /// Reads all words and phrases, and gives the entries that count.
    fn phrases(&mut self) -> Vec<(usize, &'a SourceEntry)> {
        self.foundations();
        let live = self.live_entries();
        self.verb_forms(&live);
        for &(file, entry) in &live {
            self.entry(file, entry);
        }
        live
    }

    /// Contractions, sets and paradigms: what the entries stand on.
    fn foundations(&mut self) {
        let homographs: Vec<String> = self
            .files
            .iter()
            .flat_map(|file| match &file.content {
                Content::Contractions { homographs, .. } => homographs.as_slice(),
                _ => &[],
            })
            .cloned()
            .collect();
        for file in self.files {
            if let Content::Contractions { expansions, .. } = &file.content {
                for (spelling, expansion) in expansions {
                    self.words.contraction(&spelling.text, &expansion.text, &homographs);
                }
            }
        }
        for file in self.files {
            match &file.content {
                Content::Sets(sets) => {
                    for (name, words) in sets {
                        let words: Vec<String> = words.iter().map(|word| word.text.clone()).collect();
                        self.words.set(&name.text, &words);
                    }
                }
                Content::Inflections(inflections) => self.inflections.extend(inflections),
                _ => {}
            }
        }
    }

    /// The weights of all files, the later ones over the earlier; those of hints in the order of the entries.
    fn weights(&mut self) {
        let is_hint = |entry: &&SourceEntry| entry.meaning == Meaning::Hint;
        for entry in self.files.iter().flat_map(SourceFile::entries).filter(is_hint) {
            let hint = Hint { id: id_of(&entry.name).into(), ..Hint::default() };
            if !self.weights.hints.contains(&hint) {
                self.weights.hints.push(hint);
            }
        }
        for (index, file) in self.files.iter().enumerate() {
            let Content::Weights(weights) = &file.content else { continue };
            for (name, value) in weights {
                if !self.weights.set(&name.text, *value) {
                    self.problems[index].add(&name.span, "unknown weight", suggestion(&name.text, Weights::NAMES));
                }
            }
        }
        let known = std::mem::take(&mut self.weights.hints);
        let live = self.entries.iter().filter(|entry| entry.meaning == Meaning::Hint).map(|entry| id_of(&entry.name));
        self.weights.hints = live.filter_map(|id| known.iter().find(|hint| *hint.id == *id).cloned()).collect();
    }

    fn answers(&mut self, live: &[(usize, &SourceEntry)]) {
        let manners = Manners {
            never_said: self.words.spellings_of("never-said"),
            not_joining: self.words.spellings_of("not-joining"),
            question_starts: self.words.spellings_of("open-question-start"),
            invitation_starts: self.words.spellings_of("invitation-start"),
        };
        let written: Vec<(&str, Meaning)> =
            self.files.iter().flat_map(SourceFile::entries).map(|entry| (entry.name.as_str(), entry.meaning)).collect();
        let written_behaviours: Vec<&str> =
            self.files.iter().flat_map(SourceFile::entries).filter_map(|entry| entry.behaviour.as_deref()).collect();
        let known =
            Known { entries: &self.entries, written: &written, behaviours: &self.behaviours, written_behaviours: &written_behaviours };
        self.answers = answers::gather(self.files, live, &known, &self.inflections, &manners, &mut self.problems);
    }

    fn word_lists(&mut self, live: &[(usize, &SourceEntry)]) {
        for (_, entry) in live {
            let Meaning::Redaction(list) = entry.meaning else { continue };
            for word in &entry.words {
                self.word_lists.add(list, &word.text);
            }
        }
    }

    /// The entries that no file switches off or replaces.
    fn live_entries(&mut self) -> Vec<(usize, &'a SourceEntry)> {
        let files = self.files;
        let mut at: HashMap<&str, (usize, &Range<usize>)> = HashMap::new();
        // By which file an entry was last switched off.
        let mut off: HashMap<&str, usize> = HashMap::new();
        for (index, file) in files.iter().enumerate() {
            let replaced = file.entries().iter().filter_map(|entry| entry.replaces.as_ref());
            for gone in file.disable.iter().chain(replaced) {
                if at.contains_key(gone.text.as_str()) {
                    off.insert(&gone.text, index);
                } else {
                    let help = nearest(&gone.text, at.keys().copied()).map(|near| format!("did you mean `{near}`?"));
                    self.problems[index].add(&gone.span, "no file before this one has this entry", help);
                }
            }
            for entry in file.entries() {
                if let Some(&(first, span)) = at.get(entry.name.as_str()).filter(|_| !off.contains_key(entry.name.as_str())) {
                    let help = format!("rename the file or the id, or write replaces = \"{}\"", entry.name);
                    self.problems[index].add(&entry.span, format!("`{}` is there already", entry.name), help).also =
                        Some((files[first].name.clone(), files[first].line(span), "first here:".to_owned()));
                    continue;
                }
                at.insert(&entry.name, (index, &entry.span));
            }
        }
        // What a file switches off is gone from the files before it; its own entry of the same name takes the place.
        let kept = |index: usize, entry: &SourceEntry| off.get(entry.name.as_str()).is_none_or(|&by| by <= index);
        let mut live = Vec::new();
        for (index, file) in files.iter().enumerate() {
            live.extend(file.entries().iter().filter(|entry| kept(index, entry)).map(|entry| (index, entry)));
        }
        live
    }

    /// Learns the forms of all verbs that entries inflect and of the irregular ones, so that a phrase that is written out
    /// ("went to") is known to be past.
    fn verb_forms(&mut self, live: &[(usize, &SourceEntry)]) {
        let paradigm = Located { text: "verb".to_owned(), span: 0..0 };
        let inflected = live.iter().filter(|(_, entry)| entry.inflect.as_ref().is_some_and(|inflect| inflect.text == "verb"));
        let heads = inflected.flat_map(|(_, entry)| &entry.phrases).filter_map(|phrase| phrase.text.split_whitespace().next());
        let bases: Vec<String> = heads.map(str::to_owned).chain(self.inflections.irregular_verbs().map(str::to_owned)).collect();
        for base in bases {
            for (spelling, form) in self.inflections.forms(&paradigm, &base).unwrap_or_default() {
                let known = self.verbs.entry(spelling).or_default();
                *known = known.with(form);
            }
        }
    }

    fn entry(&mut self, file: usize, entry: &SourceEntry) {
        let behaviour = match &entry.behaviour {
            None => NO_BEHAVIOUR,
            Some(name) => self.behaviour(name),
        };
        let company: Vec<WordId> = entry.company.iter().flat_map(|word| self.company_words(word)).collect();
        let number = self.entries.len() as u32;
        self.entries.push(EntryRecord {
            name: entry.name.as_str().into(),
            meaning: entry.meaning,
            behaviour,
            company: company.into(),
            says: entry.says.as_ref().map_or("", |says| says.text.as_str()).into(),
            phrases: entry.phrases.len() + entry.forms.len(),
            file,
            line: self.files[file].line(&entry.span),
        });
        if let Some(inflect) = &entry.inflect
            && !self.inflections.names().any(|name| name == inflect.text)
        {
            self.problems[file].add(&inflect.span, "unknown paradigm", "one of: verb, noun, adjective".to_owned());
        }
        for located in &entry.phrases {
            self.phrase(file, entry, number, located, entry.inflect.as_ref());
        }
        for located in &entry.forms {
            self.phrase(file, entry, number, located, None);
        }
    }

    fn behaviour(&mut self, name: &str) -> u16 {
        let known = self.behaviours.iter().position(|known| known == name);
        let index = known.unwrap_or_else(|| {
            self.behaviours.push(name.to_owned());
            self.behaviours.len() - 1
        });
        index as u16
    }

    /// A word of company in all its forms.
    fn company_words(&mut self, located: &Located) -> Vec<WordId> {
        let mut words = Vec::new();
        for paradigm in ["verb", "noun"] {
            let paradigm = Located { text: paradigm.to_owned(), span: 0..0 };
            for (form, _) in self.inflections.forms(&paradigm, &located.text).unwrap_or_default() {
                words.extend(self.words.words(&form));
            }
        }
        words.extend(self.words.words(&located.text));
        words
    }

    /// Adds all readings of a phrase; a clash is reported once.
    fn phrase(&mut self, file: usize, entry: &SourceEntry, number: u32, located: &Located, inflect: Option<&Located>) {
        // Reading the file has reported what can't be parsed.
        let Ok(parts) = phrase::parse(&located.text) else { return };
        if let Meaning::Filler = entry.meaning {
            return self.filler(file, entry, located, &parts);
        }
        let Some(readings) = Spreading::spread(self, file, located, &parts, inflect) else { return };
        for (place, form) in readings {
            if !self.end(file, entry, number, located, place, form) {
                return;
            }
        }
    }

    /// Fillers are dropped before phrases are looked for, so they stand apart.
    fn filler(&mut self, file: usize, entry: &SourceEntry, located: &Located, parts: &[Part]) {
        let mut words = Vec::new();
        for part in parts {
            match part {
                Part::Word { text, .. } => words.extend(self.words.words(text)),
                _ => {
                    self.problems[file].add(&located.span, "a filler is made of plain words", None);
                    return;
                }
            }
        }
        let Filler { unless_before, unless_after, between_breaks } = &entry.filler;
        let rule = FillerRule {
            words,
            unless_before: unless_before.iter().flat_map(|word| self.words.words(&word.text)).collect(),
            unless_after: unless_after.iter().flat_map(|word| self.words.words(&word.text)).collect(),
            between_breaks: *between_breaks,
        };
        self.fillers.push(rule);
    }

    /// Ends a reading at a place; false if another entry has the same words.
    fn end(&mut self, file: usize, entry: &SourceEntry, number: u32, located: &Located, place: Place, form: Form) -> bool {
        let layer = entry.meaning.layer();
        let (entries, files) = (&self.entries, self.files);
        let guarded = |entry: &EntryRecord| !entry.company.is_empty();
        let outputs = self.book.end(place, Output { entry: number, form });
        let rival = outputs.iter().map(|output| (output.entry, &entries[output.entry as usize])).find(|(other, record)| {
            // Alarms may overlap where they mean the same: what counts is that nothing is missed.
            let same_alarm = matches!(entry.meaning, Meaning::Safety(Some(_))) && record.meaning == entry.meaning;
            *other != number && record.meaning.layer() == layer && !same_alarm && !guarded(record) && !guarded(&entries[number as usize])
        });
        if let Some((_, rival)) = rival {
            let rival = rival.clone();
            let help = "keep it in one of them, or give one a `company` of words that tell them apart".to_owned();
            let also = (files[rival.file].name.clone(), rival.line, format!("also in `{}`:", rival.name));
            self.problems[file].add(&located.span, format!("`{}` and `{}` share a phrase", entry.name, rival.name), help).also = Some(also);
            return false;
        }
        true
    }

    fn finish(mut self) -> Result<Packed<'static>, Vec<Problem>> {
        let problems: Vec<Problem> = std::mem::take(&mut self.problems).into_iter().flat_map(Problems::into_list).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let Some((book, numbers)) = self.book.build(self.words.len(), self.words.all_members()) else { return Err(too_large(self.files)) };
        self.words.renumber(&numbers);
        for record in &mut self.entries {
            renumber(&mut record.company, &numbers);
        }
        for rule in &mut self.fillers {
            for words in [&mut rule.words, &mut rule.unless_before, &mut rule.unless_after] {
                renumber(words, &numbers);
            }
        }
        let mut grammar = Grammar { bits: vec![0; self.words.len()] };
        for (bit, name) in GRAMMAR_SETS.iter().enumerate() {
            for &word in self.words.members(name) {
                grammar.bits[word as usize] |= 1 << bit;
            }
        }
        let mut fillers = self.fillers;
        fillers.sort_by_key(|rule| rule.words[0]);
        for rule in &fillers {
            grammar.bits[rule.words[0] as usize] |= 1 << Class::FillerStart as u8;
        }
        Ok(Packed {
            fingerprint: fingerprint(self.files),
            files: self.files.iter().map(|file| file.name.as_str().into()).collect(),
            vocabulary: self.words.build(),
            book,
            entries: self.entries,
            behaviours: self.behaviours,
            fillers,
            grammar,
            weights: self.weights,
            answers: Late::new(self.answers),
            word_lists: Late::new(self.word_lists),
        })
    }
}

/// What is said of a lexicon whose phrases make more than a book can hold.
fn too_large(files: &[SourceFile]) -> Vec<Problem> {
    let Some(last) = files.last() else { return Vec::new() };
    let mut problems = Problems::new(&last.name, &last.text);
    problems.add(
        &(0..0),
        "with this file the lexicon is too large: phrases go on from each other in too many ways",
        "leave out large sets and `...` where phrases begin alike, or split the lexicon".to_owned(),
    );
    problems.into_list()
}

/// FNV-1a (Fowler, Noll and Vo) over the files' names and texts: the same on every machine, and no secret is kept by it.
fn fingerprint(files: &[SourceFile]) -> String {
    let parts = files.iter().flat_map(|file| [file.name.as_bytes(), b"\0", file.text.as_bytes(), b"\0"]);
    let hash = parts.flatten().fold(0xcbf2_9ce4_8422_2325u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

fn renumber(words: &mut [WordId], numbers: &[WordId]) {
    for word in words {
        *word = numbers[*word as usize];
    }
}

/// What stands behind the file in a full id.
fn id_of(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, id)| id)
}
