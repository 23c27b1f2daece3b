package oracle

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// postgres is a server of a test's own, on a socket in a folder that goes with
// the test.
type postgres struct {
	bin, socket string
	as          *syscall.Credential // whom the server runs as; nil: us
}

// startPostgres starts one with PostGIS, or skips the test where there is none.
// PostgreSQL does not run as root, and is then run as its own user.
func startPostgres(t *testing.T) *postgres {
	t.Helper()
	if testing.Short() {
		t.Skip("short: PostgreSQL takes seconds to start")
	}
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin")
	slices.Reverse(bins)
	controls, _ := filepath.Glob("/usr/share/postgresql/*/extension/postgis.control")
	if len(bins) == 0 || len(controls) == 0 {
		t.Skip("PostGIS is not installed: make setup installs it (postgresql-15-postgis-3)")
	}
	// A socket's path must be short.
	dir, err := os.MkdirTemp("", "pamir-pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	p := &postgres{bin: bins[0], socket: dir}
	if os.Getuid() == 0 {
		p.become(t, dir)
	}
	data := filepath.Join(dir, "data")
	p.mustRun(t, "initdb", "-D", data, "-A", "trust", "-U", "test", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync")
	server := p.command("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "jit=off", "-c", "work_mem=64MB")
	var log bytes.Buffer
	server.Stderr = &log
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Signal(syscall.SIGINT) // end now, without waiting for clients
		server.Wait()
	})
	for range 100 {
		if _, err = p.query(nil, "CREATE EXTENSION IF NOT EXISTS postgis"); err == nil {
			return p
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("PostgreSQL did not start: %v\n%s", err, &log)
	return nil
}

// become has the server run as the user whom Debian made for it.
func (p *postgres) become(t *testing.T, dir string) {
	t.Helper()
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skipf("PostgreSQL does not run as root, and there is no user postgres: %v", err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	p.as = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	if err := os.Chown(dir, uid, gid); err != nil {
		t.Fatal(err)
	}
}

func (p *postgres) command(program string, args ...string) *exec.Cmd {
	cmd := exec.Command(filepath.Join(p.bin, program), args...)
	cmd.Dir = p.socket
	if p.as != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: p.as}
	}
	return cmd
}

func (p *postgres) mustRun(t *testing.T, program string, args ...string) {
	t.Helper()
	if out, err := p.command(program, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
}

// query runs SQL, with in as what COPY reads, and returns the rows, a line each
// with fields between bars.
func (p *postgres) query(in io.Reader, sql ...string) ([]string, error) {
	args := []string{"-h", p.socket, "-U", "test", "-d", "postgres", "-XAtq", "-v", "ON_ERROR_STOP=1"}
	for _, s := range sql {
		args = append(args, "-c", s)
	}
	cmd := exec.Command(filepath.Join(p.bin, "psql"), args...)
	cmd.Stdin = in
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("psql: %w: %s", err, &stderr)
	}
	return strings.Split(strings.TrimSpace(out.String()), "\n"), nil
}

func (p *postgres) mustQuery(t *testing.T, in io.Reader, sql ...string) []string {
	t.Helper()
	rows, err := p.query(in, sql...)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
