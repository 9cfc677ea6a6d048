"""Say whether PostgreSQL and Redis answer on loopback; exit 1 when neither does, 2 when only one does."""

import os
import sys

import psycopg
import redis

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9").replace("rediscache", "redis")


def answers(ask, error: type[Exception]) -> bool:
    try:
        ask()
    except error:
        return False
    return True


found = {
    "PostgreSQL": answers(lambda: psycopg.connect(POSTGRES, connect_timeout=3).close(), psycopg.OperationalError),
    "Redis": answers(lambda: redis.Redis.from_url(REDIS, socket_timeout=3).ping(), redis.RedisError),
}
for name, there in found.items():
    print(f"{name} {'answers' if there else 'does not answer'} on loopback")
if any(found.values()) and not all(found.values()):
    sys.exit("Only one of the two answers: start the other too, or stop both to test on SQLite alone.")
sys.exit(0 if all(found.values()) else 1)
