-- Nobody read any words of ours where a member wrote the word down for them.
update people.choice set words = null where said_by = 'member' and words is not null;
