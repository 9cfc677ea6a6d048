"""Print `both` when PostgreSQL and Redis answer on loopback, `none` when neither does; fail when only one does."""

import os
import sys
from collections.abc import Callable

import psycopg
import redis

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9").replace("rediscache", "redis")


def answers(ask: Callable[[], object], error: type[Exception]) -> bool:
    try:
        ask()
    except error:
        return False
    return True


postgres = answers(lambda: psycopg.connect(POSTGRES, connect_timeout=3).close(), psycopg.OperationalError)
cache = answers(lambda: redis.Redis.from_url(REDIS, socket_timeout=3).ping(), redis.RedisError)
if postgres != cache:
    there, missing = ("PostgreSQL", "Redis") if postgres else ("Redis", "PostgreSQL")
    sys.exit(
        f"{there} answers but {missing} does not: start {missing} too, or stop {there} to test on SQLite alone."
    )
print("both" if postgres else "none")
