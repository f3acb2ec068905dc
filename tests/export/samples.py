"""Journals as other programs write them. Those of jrnl were written by jrnl 4.6, in four of its time formats."""

from __future__ import annotations

JRNL = """\
[{}] Dropped the wrong table. I ran the script on production.
The staging window had the same colours. @database @ops

Lesson: read the prompt twice. “Always”, said Ana.

[{}] Half a release? [2025-03-31 ticket] is not a date line.
[TODO] write the postmortem

[{}] Only a title *

[{}] Übermüdet.
Zu spät gemerkt @schön

[{}] Missed the retro* @team *
"""
JRNL_TIMES = {
    "default": ("2025-03-14 09:26:00 AM", "2025-04-01 11:59:00 PM", "2025-05-02 09:00:00 AM", "2025-05-03 02:00:00 PM",
                "2026-11-25 06:00:00 PM"),
    "iso": ("2025-03-14 09:26", "2025-04-01 23:59", "2025-05-02 09:00", "2025-05-03 14:00", "2026-11-25 18:00"),
    "us": ("Friday, March 14, 2025 09:26 AM", "Tuesday, April 01, 2025 11:59 PM", "Friday, May 02, 2025 09:00 AM",
           "Saturday, May 03, 2025 02:00 PM", "Wednesday, November 25, 2026 06:00 PM"),
    "numbers": ("03/14/2025 09:26 AM", "04/01/2025 11:59 PM", "05/02/2025 09:00 AM", "05/03/2025 02:00 PM",
                "11/25/2026 06:00 PM"),
    "german": ("14. März 2025 09:26", "1. April 2025 23:59", "2. Mai 2025 09:00", "3. Mai 2025 14:00",
               "25. November 2026 18:00"),
}  # fmt: skip
JRNL_JSON = r"""{
  "tags": {
    "@team": 1,
    "@sch\u00f6n": 1,
    "@database": 1,
    "@ops": 1
  },
  "entries": [
    {
      "title": "Dropped the wrong table. I ran the script on production.",
      "body": "The staging window had the same colours. @database @ops\n\nLesson: read the prompt twice. \u201cAlways\u201d, said Ana.",
      "date": "2025-03-14",
      "time": "09:26",
      "tags": [
        "@ops",
        "@database"
      ],
      "starred": false
    },
    {
      "title": "Half a release? [2025-03-31 ticket] is not a date line.",
      "body": "[TODO] write the postmortem",
      "date": "2025-04-01",
      "time": "23:59",
      "tags": [],
      "starred": false
    },
    {
      "title": "Only a title",
      "body": "",
      "date": "2025-05-02",
      "time": "09:00",
      "tags": [],
      "starred": true
    },
    {
      "title": "\u00dcberm\u00fcdet.",
      "body": "Zu sp\u00e4t gemerkt @sch\u00f6n",
      "date": "2025-05-03",
      "time": "14:00",
      "tags": [
        "@sch\u00f6n"
      ],
      "starred": false
    },
    {
      "title": "Missed the retro* @team",
      "body": "",
      "date": "2026-11-25",
      "time": "18:00",
      "tags": [
        "@team"
      ],
      "starred": true
    }
  ]
}"""
DAYONE = r"""{
  "metadata" : { "version" : "1.0" },
  "entries" : [
    {
      "uuid" : "81F0F3CA693F484792F76359E9E2ACE8",
      "creationDate" : "2025-03-14T22:04:32Z",
      "modifiedDate" : "2025-03-15T08:00:00Z",
      "timeZone" : "Asia\/Bangkok",
      "starred" : true,
      "tags" : [ "on call", "database" ],
      "text" : "Dropped the wrong table\n\n![](dayone-moment:\/\/68D7)\n",
      "photos" : [ { "identifier" : "68D7", "md5" : "ab12", "type" : "jpeg" } ]
    },
    {
      "uuid" : "2",
      "creationDate" : "2025-03-20T12:00:00Z",
      "isAllDay" : true,
      "richText" : "{\"meta\":{},\"contents\":[{\"text\":\"Only \"},{\"text\":\"rich\\n\"}]}"
    },
    { "uuid" : "3", "creationDate" : "some day", "text" : "When?" }
  ]
}"""
