"""Two import-linter contracts that its own kinds cannot express for folders that come and go."""

import ast
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import grimp
from importlinter import Contract, ContractCheck, fields, output


class Rooms(Contract):
    """No direct import of closed modules: a list of `forbidden` patterns, or everything inside the packages of
    `faces_of` but their `__init__` (packages in `open` have several faces; a package's own modules are free).
    """

    type_name = "rooms"

    importers = fields.ListField(subfield=fields.StringField())
    forbidden = fields.ListField(subfield=fields.StringField(), required=False)
    faces_of = fields.StringField(required=False)
    open = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every direct import that starts in one of the importers."""
        broken = []
        for importer in sorted(graph.modules):
            if any(_is_in(importer, root) for root in _texts(self.importers)):
                for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                    if self._is_closed(importer, imported):
                        details = graph.get_import_details(importer=importer, imported=imported)
                        lines = [str(detail["line_number"]) for detail in details if not _is_by_face(imported, detail)]
                        if lines:
                            broken.append(f"{importer} -> {imported} (l.{', l.'.join(lines)})")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _is_closed(self, importer: str, imported: str) -> bool:
        patterns = _texts(self.forbidden)
        if any(fnmatchcase(imported, pattern) or fnmatchcase(imported, f"{pattern}.*") for pattern in patterns):
            return True
        container = str(self.faces_of or "")
        if not container or not imported.startswith(f"{container}."):
            return False
        package, _, room = imported.removeprefix(f"{container}.").partition(".")
        return bool(room) and package not in _texts(self.open) and not _is_in(importer, f"{container}.{package}")

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that goes past a face."""
        _render(check)


class Concepts(Contract):
    """The packages of `container` don't depend on each other, not even by way of a third module, and those named in
    `beneath` depend on none of them.
    """

    type_name = "concepts"

    container = fields.StringField()
    beneath = fields.ListField(subfield=fields.StringField())

    def check(self, graph: grimp.ImportGraph, verbose: bool) -> ContractCheck:
        """Layers whose upper row is found in the tree, so that a new folder is covered from its first day."""
        root = str(self.container)
        packages = {child for child in graph.find_children(root) if graph.find_children(child)}
        lower = {f"{root}.{name}" for name in _texts(self.beneath)} & graph.modules
        upper = packages - lower
        layers = [grimp.Layer(*upper, independent=True)] if upper else []
        layers += [grimp.Layer(*lower, independent=False)] if lower else []
        broken = [
            f"{dependency.importer} must not know {dependency.imported}"
            for dependency in graph.find_illegal_dependencies_for_layers(layers=layers)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": sorted(broken)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each pair of packages that must not know each other."""
        _render(check)


def _is_by_face(imported: str, detail: grimp.DetailedImport) -> bool:
    """Whether `from package import name` means what the face calls `name`, not the room of the same name."""
    package, _, name = imported.rpartition(".")
    return detail["line_contents"].startswith(f"from {package} import ") and name in _names_of_face(package)


@cache
def _names_of_face(package: str) -> frozenset[str]:
    """What `__init__` takes from its rooms by `from ... import`; looked for where lint-imports is run."""
    face = Path(*package.split("."), "__init__.py")
    if not face.is_file():
        return frozenset()
    imports = [node for node in ast.walk(ast.parse(face.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    return frozenset(alias.asname or alias.name for node in imports if node.module != package for alias in node.names)


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _render(check: ContractCheck) -> None:
    for line in check.metadata["broken"]:
        output.print_error(f"- {line}", bold=False)
    output.new_line()
