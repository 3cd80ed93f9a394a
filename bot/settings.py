"""Every setting, from FOTNOT_* variables and fotnot.toml, in one place."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import load_dotenv
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ingest.errors import InputError
from vectorstore.building.build import Recipe
from vectorstore.encoder.e5.pretrained import NAME as PRETRAINED

_PREFIX = "FOTNOT_"


def _listed(written: Any) -> Any:
    """A list as JSON or as text with commas between."""
    if not isinstance(written, str):
        return written
    if written.lstrip().startswith("["):
        try:
            return json.loads(written)
        except json.JSONDecodeError as error:
            raise ValueError(f"is no JSON list ({error.msg})") from None
    return [part.strip() for part in written.split(",") if part.strip()]


def _options(written: Any) -> Any:
    """Options as a table or as JSON."""
    if not isinstance(written, str):
        return written
    try:
        return json.loads(written)
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg})") from None


Place = Annotated[Path, AfterValidator(Path.expanduser)]
Listed = Annotated[list[str], NoDecode, BeforeValidator(_listed)]
Options = Annotated[dict[str, Any], NoDecode, BeforeValidator(_options)]


class Settings(BaseSettings):
    """A variable FOTNOT_NAME wins over `name` in fotnot.toml, which wins over the default."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, toml_file="fotnot.toml", extra="forbid")

    articles: Place = Field(default=Path("articles"), description="Folder with a folder an article")
    data_dir: Place = Field(default=Path(".fotnot"), description="Where the index is kept")
    encoder: str = Field(
        default=PRETRAINED,
        description="'multilingual-e5-small', or any sentence-transformers model by name or folder",
    )
    model_cache: Place | None = Field(
        default=None,
        description="Where a pretrained encoder is kept. None: the user's cache folder",
    )
    chroma_url: str | None = Field(default=None, description="A Chroma server instead of files")
    tiktoken_encoding: str | None = Field(
        default=None,
        description="The tiktoken encoding that counts tokens; may be downloaded. None: o200k_base, "
        "kept with the code",
    )
    chunk_tokens: int = Field(default=350, ge=50, description="Most tokens in a chunk")
    seed: int = Field(default=0, description="Seed of the training")
    answer_threshold: float = Field(
        default=0.5, ge=0, le=1, description="Confidence below which a question is declined"
    )
    judge: str | None = Field(
        default=None, description="'provider:model' that `fotnot eval --judge` asks"
    )
    llm: str | None = Field(
        default=None, description="'provider:model' that writes answers, as openai:gpt-5-mini"
    )
    llm_url: str | None = Field(
        default=None, description="An OpenAI-compatible server, as http://127.0.0.1:8000/v1"
    )
    llm_timeout: float = Field(default=30, gt=0, description="Most seconds for a model's answer")
    llm_first_sentence: float = Field(
        default=12, gt=0, description="Most seconds until its first sentence that stands"
    )
    llm_concurrent: int = Field(
        default=8,
        ge=1,
        description="Most answers that a model writes at once; others are the article's own",
    )
    llm_output_tokens: int = Field(
        default=2000, ge=50, description="Most tokens that a model may write for an answer"
    )
    llm_structured: bool = Field(
        default=False,
        description="Replies in JSON by a schema, which the model's server has to know",
    )
    llm_options: Options = Field(
        default={},
        description='What else the model is given, as JSON: {"temperature": null, '
        '"reasoning_effort": "low"}; null leaves out',
    )
    llm_retries: int = Field(default=2, ge=0, description="Retries on 429, 5xx and lost requests")
    llm_tokens: int = Field(
        default=12000, ge=100, description="Most tokens of a prompt, by tiktoken_encoding"
    )
    llm_entailment: str | None = Field(
        default=None, description="A cross-encoder that checks each sentence, too; loads torch"
    )
    llm_cache: int = Field(default=1000, ge=0, description="Most written answers kept in memory")
    llm_price_in: float | None = Field(
        default=None, ge=0, description="Price of a million tokens sent, in any currency"
    )
    llm_price_out: float | None = Field(
        default=None, ge=0, description="Price of a million tokens written"
    )
    telemetry: bool = Field(
        default=False, description="OpenTelemetry spans, and figures at /metrics"
    )
    suggested_links: bool = Field(default=True, description="Show the linker's probable sources")
    keep: bool = Field(default=True, description="Keep feedback and declined questions")
    database_url: str | None = Field(
        default=None, repr=False, description="Where they are kept. None: kept.db in data_dir"
    )
    retention_days: int = Field(default=180, ge=1, description="Days after which they are deleted")
    staff_password: SecretStr | None = Field(
        default=None, description="Password of /staff. None: there is no such page"
    )
    host: str = Field(default="127.0.0.1", description="Address that the page listens on")
    port: int = Field(default=7860, ge=1, le=65535, description="Port of the page")
    requests_per_minute: int = Field(
        default=60, ge=1, description="Most answers that one client may ask for within a minute"
    )
    concurrent_answers: int = Field(default=4, ge=1, description="Most answers made at once")
    waiting_answers: int = Field(
        default=64, ge=0, description="Most requests that wait for their turn; more are sent away"
    )
    request_bytes: int = Field(
        default=65536, ge=1024, description="Most bytes in a request to the API"
    )
    allowed_origins: Listed = Field(
        default=[],
        description="Other sites whose pages may frame the page and use the API, as "
        "https://shop.example",
    )
    hosts: Listed = Field(
        default=[],
        description="Names that the server answers by, as chat.shop.example. None: this machine's "
        "own where `host` is one and no proxy is trusted, else any",
    )
    root_path: str = Field(
        default="",
        pattern=r"^$|^(?:/[A-Za-z0-9._~-]+)+$",
        description="Path below which a proxy shows the server, as /chat",
    )
    trusted_proxies: Listed = Field(
        default=[],
        description="Addresses or networks whose X-Forwarded-For, -Proto and -Host are believed",
    )
    use: Literal["editorial", "shop"] = Field(
        default="editorial",
        description="In a shop what claims.yaml holds back is not shown; needs one for each article",
    )
    operator: str = Field(default="", description="Who runs the page, as people know them")
    contact_phone: str = Field(default="", description="A telephone where a person answers")
    contact_email: str = Field(default="", description="An address that a person reads")
    contact_hours: str = Field(default="", description="When they answer, as people write it")
    privacy_url: str = Field(
        default="", pattern=r"^$|^https?://\S+$", description="The page's privacy policy"
    )
    accessibility_url: str = Field(
        default="", pattern=r"^$|^https?://\S+$", description="Its accessibility statement"
    )
    mcp: bool = Field(default=False, description="Serve the MCP tools at /mcp")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then fotnot.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def has_model(self) -> bool:
        """Whether a language model is to word the answers."""
        return bool(self.llm or self.llm_url)

    @property
    def index_root(self) -> Path:
        """The folder of the index's generations."""
        return self.data_dir / "index"

    @property
    def recipe(self) -> Recipe:
        """What an index is to be made with."""
        return Recipe(
            self.encoder, self.chroma_url, self.tiktoken_encoding, self.chunk_tokens, self.seed,
            self.model_cache,
        )  # fmt: skip


@cache
def settings() -> Settings:
    """The settings of this process, read once.

    Raises:
        InputError: a value can't be used, .env can't be read, or a variable or a key of fotnot.toml is no setting; the
            message names the variable or the key.
    """
    try:
        load_dotenv(".env")  # what stands in the environment already wins
    except (OSError, ValueError) as error:
        raise InputError(f".env can't be read ({error}); lines are NAME=value, in UTF-8") from None
    for variable in os.environ:
        name = variable.upper().removeprefix(_PREFIX)
        if variable.upper().startswith(_PREFIX) and name.lower() not in Settings.model_fields:
            raise InputError(f"{variable} is no setting{_nearest(name, _PREFIX)}")
    try:
        return Settings()
    except ValidationError as error:
        raise InputError(_told(error)) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"fotnot.toml can't be read ({error})") from None


def _told(error: ValidationError) -> str:
    first = error.errors()[0]
    name, *inside = map(str, first["loc"])
    if first["type"] == "extra_forbidden":
        return f"fotnot.toml: {name} is no setting{_nearest(name, '')}"
    wrong = first["msg"].removeprefix("Value error, ")
    entry = f", entry {int(inside[0]) + 1}" if inside and inside[0].isdigit() else ""
    variable = f"{_PREFIX}{name.upper()}"
    given = next((each for each in os.environ if each.upper() == variable), None)
    return f"{given or f'fotnot.toml: {name}'}{entry}: {wrong[:1].lower()}{wrong[1:]}"


def _nearest(name: str, prefix: str) -> str:
    """The setting that was meant, as the end of a message; "" where none is near."""
    from rapidfuzz import process

    known = [f if not prefix else f.upper() for f in Settings.model_fields]
    found = process.extractOne(name if prefix else name.lower(), known, score_cutoff=70)
    return f"; did you mean {prefix}{found[0]}?" if found else "; docs/settings.md lists them all"
