"""Why an article could not be read; each is shown to the reader as one helpful sentence.

ArticleError
├── …
"""


class ArticleError(Exception):
    """The input is no article Wortlaut can read."""
