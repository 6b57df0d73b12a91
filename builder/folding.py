"""Templates are compiled with what is the same on every page already put in: the words and the site.

Most of what a page's template says besides the article are words such as `Tags`. Looking each up, and escaping it, for every page
costs more than the article's own parts; folded into the text around them, they cost nothing. What is left to escape is joined at
once, so no `Markup` is made of it. Both together halve the time that a template takes (`bench/README.md`).

Attributes are looked up as Python does it. Jinja's own way, which also knows keys and what is not there, is for the templates
that need it: they fail with an AttributeError, and are compiled anew by `FoldingCodeGenerator` alone.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from builder import escaping

CONSTANT = frozenset({"site", "words"})
"""Globals whose attributes never change while a renderer lives."""


class FoldingCodeGenerator(CodeGenerator):
    """Jinja's compiler, with `words.nav.home` and `site.title` replaced by their values."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja finds it by this name
        """Compile a template; to give `words` or `site` another meaning, which others might see or not, is an error."""
        for name, line in _given(node):
            if name in CONSTANT:
                self.fail(f"`{name}` means the same in all templates: give what is another thing another name", line)
        known = {name: value for name, value in self.environment.globals.items() if name in CONSTANT}
        super().visit_Template(_Folder(known).visit(node), frame)
        self.writeline(f"from {escaping.__name__} import escaped as escape, escaped_text")


class DirectCodeGenerator(FoldingCodeGenerator):
    """… and with attributes looked up at once."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as above
        """`(page).title`, where Jinja would write a call."""
        if keyword.iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's
        """`(count)(page.total)`, where Jinja would look whether a function wants to be told where it is called: ours never do."""
        if forward_caller or node.dyn_args or node.dyn_kwargs or any(keyword.iskeyword(pair.key) for pair in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        """Text, as nearly all is, is escaped without another call."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(escaped_text(shown) if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else escape(shown))")


def _given(template: nodes.Template) -> Iterator[tuple[str, int]]:
    """The names to which a template gives a meaning, each with its line."""
    for node in template.find_all((nodes.Name, nodes.Macro, nodes.Import, nodes.FromImport)):
        if isinstance(node, nodes.FromImport):
            yield from ((name if isinstance(name, str) else name[1], node.lineno) for name in node.names)
        elif isinstance(node, nodes.Import):
            yield node.target, node.lineno
        elif isinstance(node, nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
            yield node.name, node.lineno


class _Folder(NodeTransformer):
    """Replaces attributes of known names. One that is not there is left, so that rendering says so, with its line."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:  # noqa: N802 - as above
        """A chain of attributes that ends in a plain value becomes that value."""
        value = self._value(node)
        return nodes.Const(value, lineno=node.lineno) if type(value) in {str, bool, Markup} else self.generic_visit(node)

    def _value(self, node: nodes.Node) -> Any:  # noqa: ANN401 - whatever the site or the words hold
        if isinstance(node, nodes.Name):
            return self._known.get(node.name)
        return getattr(self._value(node.node), node.attr, None) if isinstance(node, nodes.Getattr) else None
