from tests.simweb.world import Web


def realistic(seed: int = 1) -> Web:
    raise NotImplementedError
