-- What every party has signed for: while an amendment waits for signatures, that is not what is reserved.
alter table engagement_hours_view add column agreed_minutes int not null default 0;
update engagement_hours_view set agreed_minutes = reserved_minutes where contracted;
alter table engagement_hours_view alter column agreed_minutes drop default, drop column contracted;
