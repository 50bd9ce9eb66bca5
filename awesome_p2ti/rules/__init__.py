"""What must hold across entries: a module for each kind of rule; ``registry`` names them all."""

from awesome_p2ti.rules.registry import RULES, check, examine_list

__all__ = ["RULES", "check", "examine_list"]
