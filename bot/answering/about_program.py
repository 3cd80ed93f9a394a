"""What is told of the program itself (what it is, what it keeps, who answers), and of the shop."""

from bot.answer import Block, Lead, Notice
from bot.answering import parts
from bot.answering.suggestions import MOST, examples
from bot.kinds import ProgramTopic
from bot.rendering.markup import address_of, escape
from bot.settings import Settings
from ingest.folder import Source
from prompts import texts


def about_program(
    topic: ProgramTopic, title: str, language: str, settings: Settings
) -> list[Block]:
    """The answer to what is asked of the program, on the page of an article of that title."""
    told = {
        "identity": _identity, "capabilities": _capabilities, "privacy": _privacy,
        "contact": _contact, "advertising": _advertising, "complaint": _complaint,
    }[topic]  # fmt: skip
    return [Notice(text) for text in told(f"*{escape(title)}*", language, settings)]


def about_shop(
    source: Source, language: str, settings: Settings
) -> tuple[list[Block], tuple[str, ...]]:
    """What is told of a matter for the shop: where to turn; and what the article does answer."""
    say, ways = texts(language), ways_to_a_person(language, settings)
    where = say("program.shop_at", ways=ways) if ways else say("program.shop_unset")
    lead = Lead(say("program.shop", title=source.article.title), "not_said")
    questions = examples(source, language, MOST)
    return [lead, Notice(where), *parts.to_try(questions, language)], questions


def ways_to_a_person(language: str, settings: Settings) -> str:
    """How a person can be reached, in Markdown; "" where no way is set."""
    say = texts(language)
    ways = {
        "phone": settings.contact_phone, "mail": settings.contact_email,
        "hours": settings.contact_hours,
    }  # fmt: skip
    told = [say(f"program.{way}", **{way: escape(value)}) for way, value in ways.items() if value]
    reachable = settings.contact_phone or settings.contact_email
    return ", ".join(told) if reachable else ""


def links(language: str, settings: Settings) -> list[str]:
    """The page's privacy policy and accessibility statement, as links, where they are set."""
    say = texts(language)
    known = (("policy_link", settings.privacy_url), ("accessibility", settings.accessibility_url))
    return [say(f"program.{key}", url=address_of(None, url)[0]) for key, url in known if url]


def _identity(title: str, language: str, settings: Settings) -> list[str]:
    say = texts(language)
    return [
        say("smalltalk.who", title=title),
        " ".join(
            [
                say("program.model" if settings.has_model else "program.no_model"),
                *_operator(language, settings),
            ]
        ),
        say("program.author"),
    ]


def _capabilities(title: str, language: str, _: Settings) -> list[str]:
    say = texts(language)
    return [say("smalltalk.help", title=title), say("program.trust")]


def _privacy(_: str, language: str, settings: Settings) -> list[str]:
    say = texts(language)
    kept = say("page.privacy_nothing")
    if settings.keep:
        kept = say.counted("page.privacy", days=settings.retention_days)
    told = [kept, say("program.clear")]
    if settings.has_model:
        told.append(say("page.privacy_model"))
    if settings.privacy_url:
        told.append(say("program.policy", url=address_of(None, settings.privacy_url)[0]))
    return [" ".join(told)]


def _contact(_: str, language: str, settings: Settings) -> list[str]:
    say, ways = texts(language), ways_to_a_person(language, settings)
    if not ways:
        return [f"{say('program.contact')} {say('program.contact_unset')}"]
    if settings.operator:
        at = say("program.contact_at", operator=escape(settings.operator), ways=ways)
    else:
        at = say("program.contact_us", ways=ways)
    return [f"{say('program.contact')} {at}"]


def _advertising(_: str, language: str, settings: Settings) -> list[str]:
    return [" ".join([texts(language)("program.advertising"), *_operator(language, settings)])]


def _complaint(_: str, language: str, settings: Settings) -> list[str]:
    say = texts(language)
    told = [say("program.complaint")]
    if settings.keep:
        told.append(say("program.complaint_rate"))
    if ways := ways_to_a_person(language, settings):
        told.append(say("program.person", ways=ways))
    return [" ".join(told)]


def _operator(language: str, settings: Settings) -> list[str]:
    if not settings.operator:
        return []
    return [texts(language)("program.operator", operator=escape(settings.operator))]
