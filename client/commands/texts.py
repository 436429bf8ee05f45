"""What the help of `mailsac` says beside the options: examples, environment, exit status."""

EPILOG = """\
Begin with "mailsac sandbox", which needs no key, or set MAILSAC_API_KEY.

environment:
  MAILSAC_API_KEY     the key of your account, else MAILSAC_KEY; no argument takes it, as others
                      could see it there
  MAILSAC_API_URL, MAILSAC_SOCKET_URL, MAILSAC_CA_FILE
                      where the service is, if not at mailsac.com; "mailsac sandbox" prints them
  MAILSAC_DOMAIN      the domain in which "mailsac wait" makes new addresses
  MAILSAC_SMTP_LOGIN  USER:PASSWORD, the one login that "mailsac sandbox" takes mail with
  MAILSAC_PAGE_TOKEN  the token in the address of the page, in place of a random one: 16 characters
                      or more of A-Z, a-z, 0-9, - and _
  MAILSAC_RELAY_URL   the message broker of "mailsac relay", such as nats://USER:PASSWORD@HOST:4222;
                      with it, "mailsac wait" reads from there
  MAILSAC_RELAY_CREDS, MAILSAC_RELAY_NKEY, MAILSAC_RELAY_CA_FILE
                      files with credentials for it, and with the authorities to trust
"""
STATUS = """\
exit status:
  0    done; "mailsac relay": ended by SIGTERM, and all is in the broker
  1    failed: no answer from the service, no code or link in the mail, a file cannot be written
  2    bad use: an argument, a setting, or no key
  3    no such mail came in time
  4    the service refuses: the key, an address, or for quota; or the broker, or mail would be lost
       in its stream
  130  ended by Ctrl-C; 143 by SIGTERM; 129 by SIGHUP; 141 if nobody reads the output any more
"""
LISTEN = """\
Show how each mail begins, as it comes, until Ctrl-C; --json and --save have all of it. A link that
is lost is made anew, and what came meanwhile is found. Addresses, or whole domains, must have
forwarding over web sockets switched on.
"""
LISTEN_EXAMPLES = """\
examples:
  mailsac listen example.msdc.co
  mailsac listen --json --since 2h a@example.msdc.co | jq -r .subject
  mailsac listen --save mails a@example.msdc.co b@example.msdc.co
  mailsac listen --page --open example.msdc.co
  mailsac listen --from nats://localhost:4222
                          what a relay brings there; without addresses, all of it
"""
WAIT = """\
Wait for one mail, and print it: the first that matches, be it there already or yet to come. Mail
is pushed where the address has forwarding over web sockets switched on; elsewhere the service is
asked, which costs 16 ops a minute at most.
"""
WAIT_EXAMPLES = """\
examples:
  mailsac wait a@example.msdc.co --subject "your code" --code
  mailsac wait a@example.msdc.co --link --contains verify --timeout 120
  mailsac wait a@example.msdc.co --from "(?i)@shop\\." --text "order \\d+" --regex
  mailsac wait            makes an address, says which, and waits for the first mail to it
"""
SANDBOX = """\
Run an offline stand-in for the service on this machine, until Ctrl-C. It takes mail by SMTP, shows
it on a web page, and needs no key and no network. Lines to paste into another terminal go to
standard output; MAILSAC_PAGE_URL is the address of the page.
"""
SANDBOX_EXAMPLES = """\
examples:
  mailsac sandbox
  mailsac sandbox --smtp 2525 --port 8080 --page-port 8025
  mailsac sandbox --bind 0.0.0.0 --host mail.test --tls
                          for other machines and containers, by that name
  mailsac sandbox --keep mails.sqlite
  source <(mailsac sandbox) || exit
                          in a bash script: starts it and sets the variables; kill $! ends it
"""
RELAY = """\
Put the mail of these addresses, or whole domains, into a message broker: NATS with JetStream. Any
number of readers, tests and machines take it from there, and no mail is lost or there twice while
relays or brokers come and go. The broker keeps how far a relay has come, so run it anywhere, also
two of them. SIGTERM ends it well. Needs the extra [relay].
"""
RELAY_EXAMPLES = """\
examples:
  mailsac relay example.msdc.co --to nats://localhost:4222
  mailsac relay example.msdc.co --to nats://a:4222,nats://b:4222,nats://c:4222 --replicas 3
  mailsac relay example.msdc.co --to tls://broker.example:4222 --creds relay.creds --port 9322
"""
