-- What only the owner may know: from these the passwords of the roles and the key of the sign-in cookies are derived.
create table access.secrets (name text primary key, value text not null);
