#!/bin/bash
# Run once by the PostgreSQL image, on an empty volume: the log-ins and the database, as the embedded server has them.
set -euo pipefail
psql --username "$POSTGRES_USER" --set ON_ERROR_STOP=1 \
  --set owner_password="$KOOP_OWNER_PASSWORD" --set service_password="$KOOP_SERVICE_PASSWORD" <<'SQL'
create role kooperacje_service nologin;
create role kooperacje_owner login password :'owner_password';
create role kooperacje_app login password :'service_password' in role kooperacje_service;
create database kooperacje owner kooperacje_owner
  template template0 encoding 'UTF8' locale 'C' locale_provider builtin builtin_locale 'C.UTF-8';
revoke connect, temporary on database kooperacje from public;
grant connect on database kooperacje to kooperacje_service;
SQL
