"""What the tests of the readers' page in a browser share: widths, a question, and asking it."""

WIDTHS = (360, 768, 1280)
QUESTION = "Hjälper magnesium barn med ADHD?"


def ask(page, question):
    """The answer's element once it is whole."""
    answers = page.locator("#chat [data-testid=bot]")
    before = answers.count()
    page.locator("#question textarea").fill(question)
    page.keyboard.press("Enter")
    answer = answers.nth(before)
    answer.locator(".disclaimer").wait_for()
    return answer
