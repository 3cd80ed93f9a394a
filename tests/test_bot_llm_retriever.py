"""The search by LangChain's interface: what its documents tell, and that its callbacks hear it."""

import subprocess
import sys

import pytest
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

QUESTION = "Hjälper magnesium barn med ADHD?"


@pytest.fixture(scope="module")
def found(bot):
    return bot.as_retriever().invoke(QUESTION)


def test_documents_are_the_passages_in_their_order(bot, found):
    passages = bot.retriever.search((QUESTION,)).passages
    assert [d.page_content for d in found] == [p.sentence.text for p in passages]
    assert [d.metadata["score"] for d in found] == [p.score for p in passages]


def test_a_document_tells_where_it_stands_and_what_it_may_be_cited_with(bot, found, article):
    for document in found:
        told = document.metadata
        section, sentence = bot.index.place(told["slug"], told["id"])
        assert document.page_content == sentence.text
        assert told["section"] == section.heading
        assert told["citations"] == sorted({link.number for link in sentence.links})
        assert told["id"] in told["around"]
        assert sentence.text in told["context"]
        assert {s.id for s in section.sentences} >= set(told["around"])
    assert any(document.metadata["citations"] for document in found)


def test_a_conversation_is_searched_as_one(bot):
    retriever = bot.as_retriever()
    leaning = retriever.model_copy(update={"earlier": (QUESTION,)})
    alone = [d.id for d in retriever.invoke("hur länge höll de på?")][:3]
    assert [d.id for d in leaning.invoke("hur länge höll de på?")][:3] != alone


def test_it_stands_in_a_chain_and_its_callbacks_hear_it(bot):
    class Heard(BaseCallbackHandler):
        queries, documents = [], []

        def on_retriever_start(self, serialized, query, **_):
            self.queries.append(query)

        def on_retriever_end(self, documents, **_):
            self.documents.append(documents)

    context = bot.as_retriever() | RunnableLambda(lambda ds: ds[0].metadata["context"])
    prompt = ChatPromptTemplate.from_template("{context}\n\n{question}")
    chain = {"context": context, "question": RunnablePassthrough()} | prompt
    message = chain.invoke(QUESTION, {"callbacks": [Heard()]}).to_string()
    assert message.endswith(QUESTION)
    assert "ADHD" in message.splitlines()[0] or "ADHD" in message
    assert Heard.queries == [QUESTION]
    assert len(Heard.documents[0]) == 10


def test_a_plain_answer_loads_nothing_of_langchain(index_root):
    code = (
        "import sys; from pathlib import Path\n"
        "from bot.bot import Bot; from bot.request import Request; from bot.settings import Settings\n"
        "from vectorstore.index import open_index\n"
        f"answer = Bot(open_index(Path({str(index_root)!r})), Settings()).ask(Request({QUESTION!r}))\n"
        "assert answer.kind == 'answer'\n"
        "sys.exit(' '.join(m for m in sys.modules if m.startswith('langchain')) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
