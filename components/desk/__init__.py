"""The desk: articles are analysed one after another, in processes of their own, so that no screen waits for another reader's article."""

from components.desk.desk import Desk, DeskFull, Turn, the_desk

__all__ = ["Desk", "DeskFull", "Turn", "the_desk"]
