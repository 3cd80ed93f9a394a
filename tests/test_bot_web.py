"""The page's parts without a browser."""

import subprocess
import sys

from bot import web
from bot.request import MAX_QUESTION


def test_a_reply_grows_to_the_whole_answer(bot):
    parts = list(web.reply(bot, "Vad gör GABA?", [], "sv", bot.index.slugs[0]))
    assert "GABA" in parts[-1]
    assert parts[-1].rstrip().endswith("tar läkemedel.")


def test_the_conversation_is_passed_in(bot):
    history = [
        {"role": "user", "content": [{"type": "text", "text": "Hjälper magnesium mot ADHD?"}]},
        {"role": "assistant", "content": "…"},
    ]
    *_, last = web.reply(bot, "och för vuxna?", history, "sv", bot.index.slugs[0])
    assert "treonat" in last


def test_bad_input_is_answered_in_words(bot):
    for message in ("", "x" * (MAX_QUESTION + 1)):
        (only,) = web.reply(bot, message, [], "sv", bot.index.slugs[0])
        assert only.rstrip().endswith("tar läkemedel.")


def test_the_page_is_built_without_torch(index_root):
    code = (
        "import sys; from pathlib import Path; from bot import web; from bot.bot import Bot\n"
        "from bot.settings import settings; from vectorstore.index import open_index\n"
        f"web.build(Bot(open_index(Path({str(index_root)!r})), settings()))\n"
        "sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
