//! What transcripts call their columns and their speakers. All lists are matched by [`plain`] names, the first match first.

/// Columns and keys that hold the session.
#[rustfmt::skip]
pub(super) const SESSION: &[&str] = &[
    "transcriptid", "session", "sessionid", "sessionname", "conversation", "conversationid", "convid", "dialogueid", "dialogid",
    "interviewid", "interview", "chatid", "callid", "caseid", "threadid", "recordingid", "fileid", "file", "filename", "clientid",
    "patientid", "participantid",
];

/// Columns that hold the session, or only number the rows.
pub(super) const WEAK_SESSION: &[&str] = &["id"];

/// Columns and keys that hold who speaks.
#[rustfmt::skip]
pub(super) const SPEAKER: &[&str] = &[
    "interlocutor", "speaker", "speakerrole", "speakertype", "speakerlabel", "role", "who", "participant", "from", "sender",
    "author",
];

/// Columns and keys that hold the words.
#[rustfmt::skip]
pub(super) const TEXT: &[&str] = &[
    "utterancetext", "text", "utterance", "clienttext", "clientutterance", "content", "message", "body", "words", "transcript",
    "transcription", "sentence", "speech", "statement", "dialogue",
];

/// Columns and keys that hold the counsellor's turn before the row's own.
#[rustfmt::skip]
pub(super) const CONTEXT: &[&str] = &[
    "therapistcontext", "counsellorcontext", "counselorcontext", "therapistturn", "counsellorturn", "counselorturn",
    "therapisttext", "counsellortext", "counselortext", "therapistutterance", "counsellorutterance", "counselorutterance",
    "previousturn",
];

/// What clients are called, whole or as the first word of a longer name ("Client A").
#[rustfmt::skip]
pub(super) const CLIENT: &[&str] = &[
    "client", "clt", "cl", "c", "patient", "pat", "pt", "p", "participant", "part", "ppt", "interviewee", "respondent", "resp",
    "subject", "caller", "texter", "user", "human", "seeker", "sp", "iv",
    "par", "targetadult", "targetchild",
];

/// Codes of CHAT that would be words elsewhere, and what they stand for.
#[cfg(feature = "linguistic")]
pub(super) const CHAT_CODES: &[(&str, &str)] = &[("THE", "therapist")];

/// What counsellors are called, whole or as the first word of a longer name ("Nurse Joy", "Dr. Lee").
#[rustfmt::skip]
pub(super) const COUNSELLOR: &[&str] = &[
    "therapist", "ther", "th", "t", "counsellor", "counselor", "coun", "provider", "prov", "clinician", "clin", "practitioner",
    "prac", "interviewer", "int", "inv", "investigator", "i", "doctor", "doc", "dr", "physician", "gp", "nurse", "midwife",
    "dentist", "dietitian", "dietician", "pharmacist", "psychologist", "psychiatrist", "physiotherapist", "coach", "facilitator",
    "helper", "listener", "supporter", "worker", "social", "case", "probation", "officer", "adviser", "advisor", "mentor",
    "operator", "agent", "assistant", "bot", "ai", "chatbot",
];

/// Who is in the room without being either.
#[rustfmt::skip]
pub(super) const OTHER: &[&str] = &[
    "other", "unknown", "inaudible", "narrator", "observer", "interpreter", "translator", "system", "tool", "note", "notes",
    "mother", "mum", "mom", "father", "dad", "wife", "husband", "partner", "parent", "sister", "brother", "son", "daughter",
    "friend", "spouse", "family", "group", "all", "both", "video", "announcer", "presenter", "moderator",
];

/// Columns and keys that hold when something was said.
#[rustfmt::skip]
pub(super) const START: &[&str] = &["starttime", "start", "timestamp", "time", "begin", "begintime", "onset", "timecode", "timestart", "starts"];

/// Columns and keys that hold when it ended.
pub(super) const END: &[&str] = &["endtime", "end", "offset", "timeend", "stop", "ends"];

/// How lines begin that services add to their transcripts.
pub(super) const NOTICES: &[&str] = &["Transcribed by https://", "Transcript provided by ", "This transcript was exported on "];

/// What stands before and behind the name in a chat saved by Zoom.
pub(super) const SENT_BY: &str = "From ";
pub(super) const SENT_TO: &str = " to ";

/// A name without case, spaces and punctuation: `Utterance Text`, `utterance_text` and `utteranceText` are one.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
