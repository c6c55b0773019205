-- When the minutes of a meeting were filed, of the partnership as of a task team. What they say stays in the log, sealed.
alter table rm.meetings add column minutes_filed_on date;
