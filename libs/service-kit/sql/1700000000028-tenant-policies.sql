-- What becomes of a coach's notes about somebody who is erased.
alter table tenant_standing add column notes_of_erased text not null default 'ERASED';
