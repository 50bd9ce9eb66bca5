"""Two pages in codings that Python cannot write: Brotli (RFC 7932) and Zstandard (RFC 8878).

Each is a page of `draft.page` with the parts `setup` and `usage`, packed by the codings' own tools
(node's zlib; zstd -19).
"""

from __future__ import annotations

import base64

from tests.simweb.works import Work

BROTLI_WORK = Work("2505.93301", 2025, "PatientFerry: Tuning-Free Customization")
BROTLI = base64.b64decode(
    "G2QDACwO7GYfb8DHMvsml0WZbKmy51CgO+0bzwglHcmH0dVBVFdt0kcmpqaqiifIf/5+DhhvnZ+0oLSoeAG2Ep7BFvGc"
    "cCKqEP3pUkeyPRKHYKJuDjduzeoPzkchjrJ/Nur9d4JLWG5+60Sgwzr/sesERHB/Ic1fan0Gv35mF+Ct8lhEqyMAL0fe"
    "KkULNC6d63yZK47dTOIaEJ8NxL/gai3VewdQCFuWhCIA/qTsRYktTpcHsrijUhqYh3QZVy70fEdj6g+cdn3t8yjISoci"
    "BNmGJt9DPmp3HtyqQcs0UcpepQ/qirqpQkVVgi+m1NLZSf5zIz1ZCnKfI4QMWz7h4Z0REKEib6ChdXIRvj8b9/mDZ931"
    "+SGZP88zAMDlCEAQ0xPvZgvY1DU1tXpCPLjKswh1LqntI+ot7soee1Zvqp4gKMFgx3Pv+kcQM+bv3PVTqMiyYuTA4kIb"
    "XK5OmDYdN1WOJU8qb1eKrbYBbgc="
)
ZSTANDARD_WORK = Work("2505.93302", 2025, "QuietViaduct: Multi-Concept Composition")
ZSTANDARD = base64.b64decode(
    "KLUv/WSKAlUQAIZkYiIwUZsDP9qSrNEyHqLWSVof0uJQj9EpW6HP3D/VhyUNBRUIYABTAFMAV5fWadXE6E6e+RI3ZKyb"
    "HPWJnyiWRxlIytKBnCSiRJTm1Cp1D3MJ3udMcwkCatdzsMEyD6Gy2KsXsXyt2gKBZt/jYK+JiTHumbIg/KP9ceA0XFaW"
    "xTZ5AQKDIuFBAUAJrulAb9WoqSUxuinrrqdPP63RM988H2se4SUM0c3H31CNQMe2T9aoobVjU6V1c9YnBl0+DzqvVuKf"
    "+DDH+BeGOE01hbn5Gu9zyzxD8tT5tK6hG+fJOJepmAPWQqY2cG7dJi6pn+ilML9hVWmvgcyLaWJtiV9GLu2ZpgfTceuS"
    "3frPtGYwZDm+ae12HakmQJ9v8Y3vIFP5FM+sSm07ajBEU+GD2kvOF8timyKRiuVxB/URpIgysTyet9fHAVImSMryRBSI"
    "9dE4dB6154D2qxWTMc+QsWtefDujiW9PFIagxInbRiVqrIqLeX4Ns/zaaUpV4nrO0wioPZeOBoMSo6OJCzMoIERAkGPq"
    "AcFArAVmofb/zwhTAgLuOZdJGYYGo86Aeoq10u52PekHeAfeoeg6YAxtUkPFcKoaMNvkxTPMBWGoHY8AGG2uAgzDFgHp"
    "QIacPKTT/ICEdeSao9VzpOx+mUdsBjpmDMkcg842jIYJr0M4IG4NfIkUvsUz7VK4JbvFFWk="
)
