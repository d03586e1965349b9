# Thin aliases of the npm scripts; `npx rust-just` where just is not installed.
set positional-arguments

default:
    @just --list

# install what is needed and begin
setup:
    npm start -- --empty

# the whole product on this machine
start *args:
    npm start -- "$@"

# the same, reloading on change
dev *args:
    npm run dev -- "$@"

# format, lint, types, house order
check:
    npm run check

# everything, or one file: just test backend/test/platform/queue.test.ts -t 'tried again'
test *args:
    npm test -- "$@"

bench *args:
    npm run bench -- "$@"

# screenshots of every page
gallery:
    npm run gallery

# lexicon types, openapi.json, the client's types, .env.example
codegen:
    npm run codegen

# the public index again from people's repositories
rebuild *args:
    npm run rebuild -- "$@"

# do rows, records and bytes agree?
audit *args:
    npm run audit:consistency -- "$@"

# have tracks scanned for known recordings that were not
scan-copyright *args:
    npm run scan:copyright -- "$@"

migrate-up:
    node dist/backend/src/migrate.js

# what depends on a service apart, for the scale-out files in docker/
dev-services:
    docker compose -f docker/compose.yml up -d postgres valkey storage
