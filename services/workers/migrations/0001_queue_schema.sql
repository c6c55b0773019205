-- Where BullMQ keeps its tables when the queue runs on PostgreSQL. The services make and migrate them themselves, under
-- their own role, when they start: the queue belongs to the version of the library that reads it. Nothing in here is a
-- record of anything, so dropping all of it loses nothing: `drop schema queue cascade`, then these two statements.
--
-- `create` on this one schema and not on the database: the services can make tables here and nowhere else.
create schema queue;
grant usage, create on schema queue to kooperacje_service;
