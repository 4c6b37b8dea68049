"""PyTorch as a peer: a process that answers one JSON line for each JSON line, and keeps its own time."""
import base64
import ctypes
import json
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)

OPS = {
    'add': lambda a, b: a + b,
    'subtract': lambda a, b: a - b,
    'multiply': lambda a, b: a * b,
    'tanh': torch.tanh,
    'relu': torch.relu,
    'affine': lambda W, x, b: torch.addmm(b, x, W),
    'softmaxCrossEntropy': F.cross_entropy,
}


def batch_norm(eps):
    return lambda x, gamma, beta: F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)


class Prepared:
    def __init__(self, task, dtype):
        self.values = [None] * task['slots']
        self.wanted = []
        for leaf in task['leaves']:
            data = torch.frombuffer(bytearray(base64.b64decode(leaf['data'])), dtype=torch.float64)
            data = data.reshape(leaf['shape'])
            if leaf['wanted']:
                data = data.to(dtype).clone().requires_grad_()
                self.wanted.append(data)
            else:
                # The targets, one-hot rows: PyTorch's own form, the class of each row, is the fastest.
                data = data.argmax(1)
            self.values[leaf['slot']] = data
        self.steps = [
            (batch_norm(s['attrs']['eps']) if s['op'] == 'batchNorm' else OPS[s['op']], s['in'], s['out'])
            for s in task['steps']
        ]
        self.root = task['root']

    def step(self):
        values = self.values
        for op, slots, out in self.steps:
            values[out] = op(*[values[slot] for slot in slots])
        for leaf in self.wanted:
            leaf.grad = None
        values[self.root].backward()

    def time(self, passes):
        start = time.perf_counter()
        for _ in range(passes):
            self.step()
        return 1000 * (time.perf_counter() - start)

    def read(self):
        self.step()
        gradients = [flat(leaf.grad) for leaf in self.wanted]
        return {'loss': float(self.values[self.root]), 'gradients': gradients}


def flat(tensor):
    """The numbers as float64, in base64; read from memory, because numpy need not be there."""
    tensor = tensor.double().contiguous()
    return base64.b64encode(ctypes.string_at(tensor.data_ptr(), 8 * tensor.numel())).decode()


def speed(dtype):
    """GFLOP/s of the best of a few matrix products: whether there is an optimised BLAS behind this PyTorch."""
    a = torch.ones(256, 256, dtype=dtype)
    best = float('inf')
    for _ in range(10):
        start = time.perf_counter()
        a @ a
        best = min(best, time.perf_counter() - start)
    return 2 * 256**3 / best / 1e9


def answer(request, prepared):
    if request['do'] == 'about':
        return {'version': torch.__version__, 'f32': speed(torch.float32), 'f64': speed(torch.float64)}
    if request['do'] == 'prepare':
        prepared[request['id']] = Prepared(request['task'], getattr(torch, request['precision']))
        return None
    if request['do'] == 'time':
        return prepared[request['id']].time(request['passes'])
    if request['do'] == 'read':
        return prepared[request['id']].read()
    return prepared.pop(request['id']) and None


def main():
    prepared = {}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), prepared)), flush=True)


main()
