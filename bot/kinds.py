"""The closed names of the machine interface, once: what a message can be, what it is on, what a lead says.

The API's schema and description, triage, answers, evaluation and page take them from here; a test
holds what can't import it.
"""

from collections.abc import Mapping
from typing import Literal, get_args

Alarm = Literal["crisis", "urgent"]  # both are for people who need help now
Kind = Literal["answer", "decline", Alarm, "advice", "reference", "smalltalk", "error"]
# What is asked of the program itself, in the order of the topics' network but for its "none": after
# any change `make topics`, or nothing is answered.
ProgramTopic = Literal[
    "identity", "capabilities", "privacy", "contact", "advertising", "complaint", "shop"
]
# What small talk is on; a decline has "shop", or "ask_back" where it asks what was meant.
Topic = Literal["greeting", "thanks", "bye", ProgramTopic, "ask_back"]
# What a lead says: yes or no; results that differ; that the article does not say it; a number or a
# name; that of two things both are named.
Stance = Literal["yes", "no", "mixed", "not_said", "value", "both"]
# What a part of a message is.
BlockType = Literal[
    "notice", "lead", "statement", "section", "sources", "suggestions", "disclaimer"
]

ALARMS: tuple[Alarm, ...] = get_args(Alarm)
PROGRAM_TOPICS: tuple[ProgramTopic, ...] = get_args(ProgramTopic)
TOPICS: tuple[Topic, ...] = get_args(Topic)
STANCES: tuple[Stance, ...] = get_args(Stance)
BLOCK_TYPES: tuple[BlockType, ...] = get_args(BlockType)
FROM_ARTICLE: tuple[Kind, ...] = ("answer", "advice")  # what has statements, if anything has
KINDS: Mapping[Kind, str] = {
    "answer": "from the article",
    "decline": "the article does not tell",
    "crisis": "for somebody who may harm themselves, and needs help now",
    "urgent": "for somebody whose body is in danger, and needs help now",
    "advice": "personal medical advice was asked for",
    "reference": "from the reference list",
    "smalltalk": "a greeting, or on the program itself",
    "error": "something broke",
}
