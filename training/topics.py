"""`make topics`: the network of what is asked of the program alone, from training/topics.jsonl.

A part of `make classifier`, for whoever has changed nothing but these: the alarms stay as they are.
"""

from bot.intent import program
from training import classifier


def main() -> None:
    """Learn and write it."""
    messages = classifier.all_messages()
    classifier.learn(classifier.lesson_of_topics(messages), program.MEANT, "topics")


if __name__ == "__main__":
    main()
