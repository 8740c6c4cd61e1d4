"""Writes the trained encoder as the ONNX file that the program runs, in eight bits a weight.

Dynamic int8 (one scale a tensor for the numbers that flow through) loses many exact quotations, and nearly all of the loss
comes from the feed-forward part, whose numbers differ most in size. So only the attention's projections are done that way;
the feed-forward weights are stored in blocks with a scale of their own and the flowing numbers are rounded block by block
too (MatMulNBits of onnxruntime). Piece embeddings are int8 in blocks, read with plain ONNX operations.
"""

from __future__ import annotations

import hashlib
import json
import logging
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.base import HIDDEN
from training.labels import LABELS
from training.model import Encoder

OPSET = 17
WEIGHT_BLOCK = 64
EMBEDDING_BLOCK = 32


class _Flat(nn.Module):
    """The encoder with its scores as a tuple, in the order of LABELS."""

    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """See Encoder.forward."""
        scores = self.model(ids, mask)
        return tuple(scores[head] for head in LABELS)


def write_float(encoder: Encoder, path: Path) -> None:
    """Writes the encoder in float32, with free numbers of windows and pieces."""
    ids = torch.randint(5, 1000, (2, 60))
    names = ["ids", "mask", *LABELS]
    with warnings.catch_warnings():
        # The newer exporter leaves shapes fixed that this one leaves free.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            _Flat(encoder.cpu().eval()),
            (ids, torch.ones_like(ids)),
            str(path),
            input_names=names[:2],
            output_names=names[2:],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in names},
            opset_version=OPSET,
            dynamo=False,
        )


def compress_attention(source: Path, target: Path) -> None:
    """Puts the attention's projections into dynamic int8, the fastest kind: here it costs next to nothing."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    nodes = [n.name for n in onnx.load(source, load_external_data=False).graph.node if n.op_type == "MatMul"]
    chosen = [n for n in nodes if any(f"/{part}/" in n for part in ("query", "key", "value", "out"))]
    logging.getLogger().setLevel(logging.WARNING)
    quantize_dynamic(source, target, nodes_to_quantize=chosen, weight_type=QuantType.QInt8, per_channel=True)


def compress_rest(model: onnx.ModelProto) -> onnx.ModelProto:
    """Puts the feed-forward weights into eight-bit blocks; the small heads stay as they are."""
    from onnxruntime.quantization import matmul_nbits_quantizer as blocks

    outputs = {output.name for output in model.graph.output}
    before_output = {i for n in model.graph.node if outputs & set(n.output) for i in n.input}
    heads = [n.name for n in model.graph.node if before_output & set(n.output)]
    logging.getLogger(blocks.__name__).setLevel(logging.WARNING)
    how = blocks.DefaultWeightOnlyQuantConfig(
        block_size=WEIGHT_BLOCK,
        is_symmetric=True,
        accuracy_level=4,
        bits=8,
        op_types_to_quantize=("MatMul",),
    )
    quantizer = blocks.MatMulNBitsQuantizer(model, algo_config=how, nodes_to_exclude=heads)
    quantizer.process()
    compressed: onnx.ModelProto = quantizer.model.model
    return compressed


def compress_embeddings(model: onnx.ModelProto) -> None:
    """Replaces the look-up of piece embeddings by one of int8 blocks and their float16 scales."""
    graph = model.graph
    weights = next(i for i in graph.initializer if i.name.endswith("pieces.weight"))
    values = numpy_helper.to_array(weights).reshape(-1, HIDDEN // EMBEDDING_BLOCK, EMBEDDING_BLOCK)
    scales = (np.abs(values).max(axis=2, keepdims=True) / 127).astype(np.float16)
    scales = np.maximum(scales, np.finfo(np.float16).tiny)
    codes = np.clip(np.round(values / scales.astype(np.float32)), -127, 127).astype(np.int8)
    at = next(i for i, n in enumerate(graph.node) if weights.name in n.input)
    ids, out = graph.node[at].input[1], graph.node[at].output[0]
    graph.initializer.remove(weights)
    shape = np.array([0, 0, HIDDEN], np.int64)
    for name, array in (("codes", codes), ("scales", scales), ("hidden", shape)):
        graph.initializer.append(numpy_helper.from_array(array, f"pieces.{name}"))
    del graph.node[at]
    nodes = [
        helper.make_node("Gather", ["pieces.codes", ids], ["pieces.c"]),
        helper.make_node("Cast", ["pieces.c"], ["pieces.cf"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["pieces.scales", ids], ["pieces.s"]),
        helper.make_node("Cast", ["pieces.s"], ["pieces.sf"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["pieces.cf", "pieces.sf"], ["pieces.m"]),
        helper.make_node("Reshape", ["pieces.m", "pieces.hidden"], [out]),
    ]
    for n, node in enumerate(nodes):
        graph.node.insert(at + n, node)


def export(encoder: Encoder, tokenizer: Tokenizer, folder: Path) -> None:
    """Writes model.onnx, tokenizer.json, labels.json and SHA256SUMS into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        path = Path(temporary) / "float.onnx"
        write_float(encoder, path)
        mixed = Path(temporary) / "mixed.onnx"
        compress_attention(path, mixed)
        model = compress_rest(onnx.load(mixed))
    compress_embeddings(model)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    tokenizer.save(str(folder / "tokenizer.json"))
    labels = {head: list(names) for head, names in LABELS.items()}
    (folder / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", "utf-8")
    write_sums(folder)


def write_sums(folder: Path) -> None:
    """Writes SHA256SUMS over the model's files, as `sha256sum -c` reads it."""
    files = [folder / n for n in ("model.onnx", "tokenizer.json", "labels.json")]
    lines = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
