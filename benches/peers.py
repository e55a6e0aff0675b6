#!/usr/bin/env python3
"""What a turn costs Python libraries that people reach for, and how often they agree with the coders.

    pip install -r benches/requirements.txt
    cargo run --release -p changetalk-bench --bin turns > turns.txt
    cargo run --release -p changetalk-bench --bin phrases > phrases.txt
    python benches/peers.py turns.txt phrases.txt [SESSIONS.csv]

SESSIONS.csv is a file in AnnoMI's form with the column client_talk_type. TF-IDF with logistic regression is trained and judged on it by
cross-validation grouped by session; the others need no training.
"""

import csv
import sys
import time
from pathlib import Path


def seconds(work, turns, least=2.0):
    """The best time that `work` takes for one turn, in seconds, of passes that take `least` seconds in all."""
    best, spent = float("inf"), 0.0
    while spent < least:
        start = time.perf_counter()
        for turn in turns:
            work(turn)
        took = time.perf_counter() - start
        spent += took
        best = min(best, took / len(turns))
    return best


def vader():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    return lambda turn: analyzer.polarity_scores(turn)["compound"]


def phrase_matcher(phrases):
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    matcher.add("phrase", list(nlp.tokenizer.pipe(phrases)))
    return lambda turn: matcher(nlp.make_doc(turn))


def context():
    import medspacy
    from loguru import logger

    logger.remove()  # It would tell of every sentence, and be timed for that.
    nlp = medspacy.load(enable=["medspacy_pyrush", "medspacy_target_matcher", "medspacy_context"])
    from medspacy.ner import TargetRule

    words = ["drinking", "smoking", "cannabis", "gambling", "medication", "exercise", "cravings"]
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(word, "TARGET") for word in words])
    return nlp


def learned(texts, labels):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), min_df=2), LogisticRegression(max_iter=2000, class_weight="balanced"))
    return model.fit(texts, labels)


def read_sessions(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["interlocutor"] == "client" and row["client_talk_type"]]
    return [row["utterance_text"] for row in rows], [row["client_talk_type"] for row in rows], [row["transcript_id"] for row in rows]


def f1(labels, guesses):
    from sklearn.metrics import f1_score

    kinds = ["change", "sustain", "neutral"]
    scores = f1_score(labels, guesses, labels=kinds, average=None)
    return f"macro-F1 {scores.mean():.3f} (" + ", ".join(f"{kind} {score:.3f}" for kind, score in zip(kinds, scores)) + ")"


def main():
    turns = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    phrases = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    sessions = read_sessions(sys.argv[3]) if len(sys.argv) > 3 else None
    tell = lambda name, work: print(f"{name}: {seconds(work, turns) * 1e6:.1f} µs a turn", flush=True)
    sentiment = vader()
    tell("vaderSentiment", sentiment)
    tell(f"spaCy PhraseMatcher, {len(phrases)} phrases", phrase_matcher(phrases))
    try:
        tell("medspaCy ConText", context())
    except Exception as error:  # The page says so where it cannot be had.
        print(f"medspaCy ConText: not measured ({error})")
    if not sessions:
        return
    texts, labels, groups = sessions
    model = learned(texts, labels)
    tell("scikit-learn TF-IDF + logistic regression", lambda turn: model.predict([turn]))
    start = time.perf_counter()
    model.predict(turns)
    print(f"  all turns in one call: {(time.perf_counter() - start) / len(turns) * 1e6:.1f} µs a turn")

    from sklearn.model_selection import GroupKFold

    guesses = [None] * len(texts)
    for train, test in GroupKFold(n_splits=10).split(texts, labels, groups):
        fold = learned([texts[i] for i in train], [labels[i] for i in train])
        for i, guess in zip(test, fold.predict([texts[i] for i in test])):
            guesses[i] = guess
    print("TF-IDF + logistic regression, 10-fold by session:", f1(labels, guesses))
    by_sentiment = [(lambda score: "change" if score > 0.3 else "sustain" if score < -0.3 else "neutral")(sentiment(text)) for text in texts]
    print("vaderSentiment, |compound| over 0.3:", f1(labels, by_sentiment))


if __name__ == "__main__":
    main()
