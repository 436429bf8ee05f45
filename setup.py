"""Metadata of the distribution ``mailsac-client``, which installs the package ``client``."""

import re
import shutil
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
#: Where the repository is published. To be set before the first release.
REPOSITORY = "https://github.com/OWNER/mailsac-client"
PAGE = ["aiohttp>=3.14.4"]
VERSION = re.search(r'"(.+)"', HERE.joinpath("client/version.py").read_text().split("=")[1])[1]


def readme() -> str:
    """Return README.md for an index of packages: there, a link must say in which repository."""
    text = HERE.joinpath("README.md").read_text(encoding="utf-8")
    text = re.sub(r"(!\[[^]]*\]\()(?!https?:)", rf"\1{REPOSITORY}/raw/HEAD/", text)
    return re.sub(r"(\]\()(?!https?:|#)", rf"\1{REPOSITORY}/blob/HEAD/", text)


class BuildAnew(build_py):
    """Builds of this tree alone: what an older build has left would get into the wheel.

    For ``mailsac_client`` it adds the package as stubs: a type checker must not look in ``client``,
    which may be the project's own.
    """

    def run(self) -> None:
        built = Path(self.build_lib)
        shutil.rmtree(built, ignore_errors=True)
        super().run()
        if self.editable_mode:
            return
        for module in (built / "client").rglob("*.py"):
            path = module.relative_to(built / "client").with_suffix(".pyi")
            stub = built / "mailsac_client-stubs" / path
            stub.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(module, stub)


setup(
    cmdclass={"build_py": BuildAnew},
    name="mailsac-client",
    version=VERSION,
    description="Receive email in tests: a typed client for Mailsac, with a live mail stream",
    long_description=readme(),
    long_description_content_type="text/markdown",
    project_urls={
        "Repository": REPOSITORY,
        "Changelog": f"{REPOSITORY}/blob/HEAD/CHANGELOG.md",
        "Service": "https://mailsac.com",
        "Documentation of the service": "https://docs.mailsac.com",
    },
    license_expression="MIT",
    license_files=["LICENSE"],
    python_requires=">=3.11",
    packages=find_packages(include=["client", "client.*"]),
    # What goes by names that are ours alone.
    package_dir={"": "client/top_level", "client": "client"},
    py_modules=["mailsac_cli", "mailsac_client", "mailsac_pytest"],
    package_data={"client": ["py.typed"], "client.page": ["static/*"]},
    install_requires=[
        # The first that unpacks a compressed answer piece by piece, so that its size is bounded.
        "urllib3>=2.6",
        # The first without authorities that browsers no longer trusted by then.
        "certifi>=2024.7.4",
        "python-dateutil>=2.8.2",
        "six>=1.16",
        # client/streaming/frames.py overrides private parts of this one.
        "websocket-client>=1.9,<1.10",
    ],
    entry_points={
        "console_scripts": ["mailsac = mailsac_cli:script"],
        "pytest11": ["mailsac = mailsac_pytest"],
    },
    extras_require={
        "sandbox": ["aiosmtpd>=1.4.6", *PAGE, "idna>=3.7", "trustme>=1.2"],
        "page": PAGE,
        "cli": ["rich>=13"],
        # The first that asks for the password when it is needed, so that it stays hidden till then.
        # client/relay/broker.py uses private parts of it.
        "relay": ["nats-py[nkeys]>=2.16,<2.17"],
        # Not needed for anything: client/decoding.py uses it if it is there, from this version on.
        "fast": ["msgspec>=0.21"],
    },
    keywords=["mailsac", "email", "testing", "websocket", "end-to-end"],
    classifiers=[
        "Development Status :: 4 - Beta",
        "Framework :: Pytest",
        "Intended Audience :: Developers",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
        "Programming Language :: Python :: 3.14",
        "Programming Language :: Python :: 3.15",
        "Topic :: Communications :: Email",
        "Topic :: Software Development :: Testing",
        "Typing :: Typed",
    ],
)
